using System.Text.Json;
using System.Text.RegularExpressions;
using Cendra.Messaging.Email.Reading;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Email;

/// <summary>Mails that other people collected, some with the reply that they expect, and mails that passed through real servers.</summary>
public sealed partial class SharedMailTests(ITestOutputHelper output)
{
    private const string Fixtures = "mail/fixtures";
    private static readonly string[] Collections = ["github-email_reply_parser", "zapier-email-reply-parser"];

    [SharedDataFact]
    public void Nine_of_ten_labelled_mails_give_exactly_the_expected_reply_and_none_loses_a_line_of_it()
    {
        var cases = File.ReadLines(SharedData.PathTo("mail", "fixtures", "discourse-trimmer", "cases.jsonl")).Select(line => JsonSerializer.Deserialize<Labelled>(line)!).ToList();
        var exact = cases.Where(c => Bare(ReplyText.Of(c.email).Text) == Bare(c.expected_reply)).ToList();
        output.WriteLine($"{exact.Count} of {cases.Count} exact; not: {string.Join(", ", cases.Except(exact).Select(c => c.name))}");

        Assert.Equal([], cases.SelectMany(c => Lost(c.expected_reply.Split('\n'), c.email).Select(line => $"{c.name}: {line}")));
        Assert.True(exact.Count * 10 >= cases.Count * 9, $"{exact.Count} of {cases.Count}");
    }

    [SharedDataFact]
    public void Read_as_flowed_text_the_labelled_mails_give_the_same_replies()
    {
        var cases = File.ReadLines(SharedData.PathTo("mail", "fixtures", "discourse-trimmer", "cases.jsonl")).Select(line => JsonSerializer.Deserialize<Labelled>(line)!).ToList();
        var other = cases.Where(c => Bare(ReplyText.Of(FlowedText.Of(c.email.ReplaceLineEndings("\n"), deletesSpace: false)).Text) != Bare(ReplyText.Of(c.email).Text)).Select(c => c.name).ToList();

        Assert.Equal([], other);
    }

    [SharedDataFact]
    public void No_mail_without_a_label_loses_what_stands_above_its_first_quote_or_between_quotes()
    {
        var files = Collections.SelectMany(c => SharedData.Files($"{Fixtures}/{c}", "email_*.txt")).ToList();
        var lost = files.SelectMany(file => Lost(Sure(File.ReadAllLines(file)), File.ReadAllText(file)).Select(line => $"{Path.GetFileName(file)}: {line}"));

        Assert.True(files.Count > 30);
        Assert.Equal([], lost);
    }

    [SharedDataFact]
    public void Every_text_gives_a_reply_and_only_lines_of_its_own()
    {
        foreach (var file in Collections.SelectMany(c => SharedData.Files($"{Fixtures}/{c}", "*.txt")))
        {
            var text = File.ReadAllText(file);
            var reply = ReplyText.Of(text);
            var lines = text.Split('\n').Select(Bare).ToHashSet();

            output.WriteLine($"{Path.GetFileName(file)}: {Bare(reply.Text).Length} of {Bare(text).Length}");
            Assert.NotEqual("", reply.Text);
            Assert.All(reply.Text.Split('\n'), line => Assert.Contains(Bare(line), lines));
        }
    }

    [SharedDataFact]
    public void Mails_that_passed_through_real_servers_are_read()
    {
        var reply = Captured("threaded-reply.eml");
        var bounce = Captured("postfix-dsn-5.1.1.eml");
        var sent = Captured("outbound-as-received.eml");
        var own = new OwnMail(["stay@cendra.test"], ["mail.cendra.test"]);

        Assert.Equal(("What is the door code?", "guest@guest.test", sent.MessageId), (reply.Reply.Text, reply.Sender.Address, reply.InReplyTo));
        Assert.Contains("stay+15d6999a6a784aae957f@cendra.test", reply.DeliveredTo);
        Assert.Equal((MailKind.Human, MailKind.Bounce, MailKind.Ours), (SortedMail.Of(reply, own).Kind, SortedMail.Of(bounce, own).Kind, SortedMail.Of(sent, own).Kind));
        var report = BounceReport.Of(bounce.Mime)!;
        Assert.Equal(("nobody@bounce.test", BounceAction.Failed, "5.1.1", "c.bounce.1@mail.cendra.test"), (report.Receivers[0].Address, report.Receivers[0].Action, report.Receivers[0].Status, report.OriginalMessageId));
        Assert.True(report.Receivers[0].IsPermanent);
    }

    [SharedDataFact]
    public void A_forged_stamp_that_a_real_server_let_through_proves_nothing()
    {
        var mail = Captured("forged-authentication-results.eml");

        Assert.Equal(SenderVerdict.Unknown, SenderTrust.Of(mail.Mime, ["mx.cendra.test"], mailboxIsMicrosoft365: false, "mx.cendra.test").Verdict);
        Assert.Equal(SenderSuspicions.RepliesGoElsewhere, mail.Sender.Suspicions);
    }

    private static IncomingMail Captured(string name) => IncomingMail.Read(File.ReadAllBytes(SharedData.PathTo("mail", "captured", name))).Mail!;

    /// <summary>Lines that a person wrote for sure: before the first sign of a quote or signature, and, where text stands between two marked quotes, that text.</summary>
    private static IEnumerable<string> Sure(string[] lines)
    {
        var first = Array.FindIndex(lines, Sign().IsMatch);
        var (from, until) = (Array.FindIndex(lines, l => l.StartsWith('>')), Array.FindLastIndex(lines, l => l.StartsWith('>')));
        var between = from < 0 ? [] : lines[from..until].Where(l => !l.StartsWith('>') && !Sign().IsMatch(l));
        return lines[..(first < 0 ? lines.Length : first)].Concat(between);
    }

    private static IEnumerable<string> Lost(IEnumerable<string> expected, string mail)
    {
        var kept = ReplyText.Of(mail).Text.Split('\n').Select(Bare).ToHashSet();
        return expected.Where(line => Bare(line).Length > 0 && !kept.Contains(Bare(line)));
    }

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    [GeneratedRegex(@"^\s*(?:On .*\d|>|--|—|_{5}|\*?From:|\*?Sent:|Sent from my \w+( \w+)*$|<\w+@|wrote:)")]
    private static partial Regex Sign();

    private sealed record Labelled(string name, string email, string expected_reply);
}
