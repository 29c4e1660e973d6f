using MimeKit;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>By what an answer names the mail that it answers.</summary>
internal sealed record PlayThread(string Id, string Subject, string AnswerTo, IReadOnlyList<string> References);

/// <summary>A mail that somebody writes to a played house. Not a record: its text must not print the body.</summary>
internal sealed class PlayMail
{
    public required string From { get; init; }

    /// <summary>Empty = that of the mail that it answers, or none.</summary>
    public string Subject { get; init; } = "";

    public string Body { get; init; } = "";

    /// <summary>The mail of the house that it answers; null = it begins something new.</summary>
    public PlayThread? Answers { get; init; }

    /// <summary>Who is written to beside the house.</summary>
    public IReadOnlyList<string> Copies { get; init; } = [];

    /// <summary>Where it wants its answer; null = where it came from.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>What the house's own mail server found out of its sender (DMARC), such as pass and fail; null = nothing.</summary>
    public string? Dmarc { get; init; }

    /// <summary>As it lies in the mailbox of the house, under the lines that its own mail server wrote above it.</summary>
    public byte[] ToBytes(string house, string id, DateTimeOffset atUtc)
    {
        using var mime = new MimeMessage { MessageId = id, Subject = Subject.Length > 0 || Answers is null ? Subject : Answered(Answers.Subject), Date = atUtc, Body = new TextPart("plain") { Text = Body } };
        mime.From.Add(new MailboxAddress("", From));
        mime.To.Add(new MailboxAddress("", Answers?.AnswerTo ?? house));
        mime.Cc.AddRange(Copies.Select(copy => new MailboxAddress("", copy)));
        if (ReplyTo is not null)
        {
            mime.ReplyTo.Add(new MailboxAddress("", ReplyTo));
        }

        if (Answers is not null)
        {
            mime.InReplyTo = Answers.Id;
            mime.References.AddRange([.. Answers.References, Answers.Id]);
        }

        var domain = From[(From.IndexOf('@', StringComparison.Ordinal) + 1)..];
        mime.Headers.Insert(0, "Received", $"from mail.{domain} (mail.{domain} [192.0.2.10]) by {PlayMails.Server} (Postfix) with ESMTPS id {id.Split('@')[0]}; {atUtc:r}");
        if (Dmarc is not null)
        {
            mime.Headers.Insert(0, "Authentication-Results", $"{PlayMails.Server}; dmarc={Dmarc} header.from={domain}");
        }

        using var bytes = new MemoryStream();
        mime.WriteTo(bytes);
        return bytes.ToArray();
    }

    private static string Answered(string subject) => subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? subject : $"Re: {subject}";
}
