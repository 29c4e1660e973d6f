using Cendra.Messaging.Email.Reading;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Email;

/// <summary>
/// Mails that no program wrote: each is read or refused with a reason, and a good one between them is read as ever. How many mutations: <c>CENDRA_MAIL_FUZZ</c> (300), which: <c>CENDRA_MAIL_FUZZ_SEED</c> (1).
/// </summary>
public sealed class MailFuzzTests(ITestOutputHelper output)
{
    private static readonly OwnMail Own = new(["stay@sea.test"], ["mail.sea.test"], "sea-view");
    private static readonly int Count = Setting("CENDRA_MAIL_FUZZ", 300);
    private static readonly int Seed = Setting("CENDRA_MAIL_FUZZ_SEED", 1);

    public static TheoryData<string> Bombs() => [.. CraftedMails.Refused.Keys];

    public static TheoryData<string> Nuisances() => [.. CraftedMails.Read.Keys];

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_bomb_is_refused_with_a_reason(string name)
    {
        var (raw, why) = CraftedMails.Refused[name];
        var reading = IncomingMail.Read(raw());

        Assert.Null(reading.Mail);
        Assert.Contains(why, reading.Why, StringComparison.Ordinal);
        Assert.DoesNotContain(IncomingMail.Failed, reading.Why, StringComparison.Ordinal);
        Assert.StartsWith("sha256:", reading.DedupeKey, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Nuisances))]
    public void A_mail_that_is_only_strange_is_read_and_what_was_written_is_in_it(string name)
    {
        var (raw, words) = CraftedMails.Read[name];
        var mail = Everything(raw());

        Assert.NotNull(mail);
        Assert.Contains(words, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Mutated_mails_are_read_or_refused_and_the_good_ones_between_them_are_read()
    {
        var originals = CraftedMails.Originals().Concat(Captured()).ToList();
        var random = new MutationSource(Seed);
        var refused = 0;
        for (var i = 0; i < Count; i++)
        {
            var raw = random.Mutate(originals[random.Below(originals.Count)], originals);
            try
            {
                refused += Everything(raw) is null ? 1 : 0;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Seed {Seed}, mail {i}: {Convert.ToBase64String(raw)}", e);
            }

            Assert.Equal("May we come at 13:00?", IncomingMail.Read(Mails.Raw($"{Mails.Guest}\nMay we come at 13:00?")).Mail?.Reply.Text);
        }

        output.WriteLine($"{Count} mails of seed {Seed}, {refused} refused.");
    }

    [Fact]
    public void A_header_cut_into_the_middle_of_a_good_mail_never_loses_the_text()
    {
        foreach (var name in (string[])["Content-Transfer-Encoding: base64x", "Content-Type: text/plain; charset=\"", "Content-Type: ;;;", "MIME-Version: 9", "Content-Disposition: \"", "Date: yesterday", "To: <<<>>>", "X: \0\u0001"])
        {
            Assert.Equal((name, "May we come at 13:00?"), (name, Mails.With(name).Text));
        }
    }

    /// <summary>Every reader over one mail; what they say is on one line and none of it is looked at without one.</summary>
    private static IncomingMail? Everything(byte[] raw)
    {
        var (mail, why, key) = IncomingMail.Read(raw);
        Assert.True(mail is null == why.Length > 0);
        Assert.DoesNotContain(IncomingMail.Failed, why, StringComparison.Ordinal);
        Assert.InRange(key.Length, 1, 260);
        if (mail is null)
        {
            return null;
        }

        Assert.All((string[])[mail.Subject, key, mail.InReplyTo ?? "", mail.Sender.Address ?? "", .. mail.References, .. mail.DeliveredTo, .. mail.Files.Select(f => f.Name + f.Kind)], IsOneLine);
        Assert.InRange(mail.Text.Length, 0, ReplyText.Longest + 1);
        Assert.Equal(WholeText.Of(mail.Text, int.MaxValue), mail.Text);
        Assert.True(string.IsNullOrWhiteSpace(mail.Text) || mail.Reply.Text.Length > 0 || !mail.Text.Any(char.IsLetterOrDigit));
        _ = SortedMail.Of(mail, Own);
        Assert.All(MailRelay.All, relay => Assert.Equal(mail.Reply.Text.Length > 0, RelayText.Of(relay, mail).Length > 0));
        _ = SenderTrust.Of(mail.Mime, ["mx.sea.test"], mailboxIsMicrosoft365: false, "mx.sea.test");
        _ = SenderTrust.Of(mail.Mime, [], mailboxIsMicrosoft365: true, null);
        Assert.All(BounceReport.Of(mail.Mime)?.Receivers ?? [], r => IsOneLine(r.Address + r.Status + r.Diagnostic));
        return mail;
    }

    private static void IsOneLine(string text) => Assert.DoesNotContain(text, char.IsControl);

    private static IEnumerable<byte[]> Captured() => SharedData.Folder is null ? [] : SharedData.Files("mail/captured", "*.eml").Select(File.ReadAllBytes);

    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), out var set) ? set : otherwise;
}
