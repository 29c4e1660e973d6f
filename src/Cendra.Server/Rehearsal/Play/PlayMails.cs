using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Cendra.Messaging.Email;
using Cendra.Messaging.Email.Wire;
using MimeKit;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>
/// The mailboxes around a played house, without a server: what people write is given to the house as the bytes that are fetched from a mailbox, and what the house posts lies with its readers at once.
/// </summary>
internal sealed partial class PlayMails(PlayHouse house) : IMailPost
{
    /// <summary>The mail server of the house, by the name under which it notes what it found of a sender.</summary>
    public const string Server = "mx.cendra.test";

    private readonly List<(string Reader, PlayTold Told)> _told = [];
    private readonly Lock _one = new();
    private uint _written;

    /// <summary>Every mail that came in, as it came; null = none is kept.</summary>
    public List<byte[]>? Heard { get; set; }

    /// <summary>The addresses to which anything came.</summary>
    public IReadOnlyList<string> Addresses
    {
        get
        {
            lock (_one)
            {
                return [.. _told.Select(t => t.Reader).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>It is a mail address and no number.</summary>
    public static bool Is(string address) => address.Contains('@', StringComparison.Ordinal);

    /// <summary>Somebody writes; the very same mail comes <paramref name="count"/> times.</summary>
    public async Task WriteAsync(PlayMail mail, int count, CancellationToken ct)
    {
        var box = house.Services.GetRequiredService<Mailboxes>();
        var id = string.Create(CultureInfo.InvariantCulture, $"m{++_written}.{house.NowUtc:yyyyMMddHHmmss}@{mail.From[(mail.From.IndexOf('@', StringComparison.Ordinal) + 1)..]}");
        var raw = mail.ToBytes(box.From, id, house.NowUtc);
        for (var i = 0; i < count; i++)
        {
            Heard?.Add(raw);
            await HearAgainAsync(raw, ct);
        }
    }

    /// <summary>The same mail is fetched once more.</summary>
    public Task HearAgainAsync(byte[] raw, CancellationToken ct) =>
        house.InScopeAsync<MailIntake>(intake => intake.TakeAsync(Mailboxes.Main, new FetchedMail(new MailboxPlace(1, _written), raw, isWhole: true, raw.Length, deliveredUtc: null), ct));

    /// <summary>What the house wrote to an address, oldest first.</summary>
    public IReadOnlyList<PlayTold> Told(string address)
    {
        lock (_one)
        {
            return [.. _told.Where(t => t.Reader == address).Select(t => t.Told)];
        }
    }

    /// <summary>What lies in the mailboxes up to now, for another house to go on from.</summary>
    public IReadOnlyList<(string Reader, PlayTold Told)> Keep()
    {
        lock (_one)
        {
            return [.. _told];
        }
    }

    /// <summary>Goes on from what lay in those of another.</summary>
    public void Take(IEnumerable<(string Reader, PlayTold Told)> before) => _told.AddRange(before);

    /// <summary>It is taken. An address that it is sent to is no news to its reader, a name beside it is. Whoever is shown beside its receiver counts as a reader too: one answer to all, and it lies there.</summary>
    public Task<PostOutcome> SendAsync(MimeMessage mail, string sender, string recipient, CancellationToken ct)
    {
        var told = new PlayTold(house.NowUtc, (mail.TextBody ?? "").ReplaceLineEndings("\n"), bySms: false, [])
        {
            Beside = string.Join('\n', [.. mail.Headers.Where(h => h.Id is not (HeaderId.Date or HeaderId.To or HeaderId.Cc)).Select(h => h.Value), .. mail.To.Concat(mail.Cc).Select(a => a.Name), mail.Subject, .. Html(mail.HtmlBody ?? "")]),
            Thread = new PlayThread(mail.MessageId ?? "", mail.Subject ?? "", (mail.ReplyTo.Mailboxes.FirstOrDefault() ?? mail.From.Mailboxes.First()).Address, [.. mail.References]),
        };
        lock (_one)
        {
            _told.AddRange(new[] { recipient }.Concat(mail.To.Concat(mail.Cc).Concat(mail.Bcc).OfType<MailboxAddress>().Select(m => m.Address)).Select(a => a.ToLowerInvariant()).Distinct(StringComparer.Ordinal).Select(a => (a, told)));
        }

        return Task.FromResult(new PostOutcome(PostResult.Taken, 250, "2.0.0", "The server took the mail.", ""));
    }

    /// <summary>What is read of HTML, and where its links lead.</summary>
    private static IEnumerable<string> Html(string html) =>
        [.. Link().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups[1].Value)), Blanks().Replace(WebUtility.HtmlDecode(Mark().Replace(Unread().Replace(html, " "), " ")), " ")];

    [GeneratedRegex("<(style|head)\\b.*?</\\1>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Unread();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Mark();

    [GeneratedRegex("href=\"([^\"]*)\"", RegexOptions.IgnoreCase)]
    private static partial Regex Link();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
