using Cendra.Messaging.Email.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace Cendra.Tests.Email;

/// <summary>What holds for every text, also for one made to confuse.</summary>
public sealed class ReplyTextLaws
{
    private static readonly string[] Pieces =
    [
        "We come at three.", "Is there parking?", "", " ", "> quoted", ">> deeper", "> ", "--", "-- ", "__________", "***", "- one", "On Fri, 20 Nov 2026 at 10:15, Sea <a@sea.test> wrote:", "On Friday you wrote:",
        "<a@sea.test> wrote:", "Am 20.11.2026 um 10:15 schrieb", "wrote:", "From: Sea <a@sea.test>", "Sent: Friday", "To: Ana", "Subject: x", "----- Original Message -----", "Begin forwarded message:", "Sent from my iPhone",
        "Get Outlook for iOS", "```", "see below", "A>", "\u200F", "2026-03-03 17:21 GMT+01:00 Ana",
    ];

    private static readonly string[] Words = ["we", "arrive", "at", "three", "with", "two", "dogs", "llegamos", "mañana", "où", "die", "Tür", "钥匙", "ключ", "مفتاح", "please", "thanks", "12", "15:00", "A1", "why?", "😀"];

    private static readonly Gen<string> Mail = from lines in Gen.Elements(Pieces).ListOf() select string.Join('\n', lines);

    private static readonly Gen<string> Letter =
        from count in Gen.Choose(1, 6)
        from lines in (from length in Gen.Choose(1, 8) from words in Gen.Elements(Words).ListOf(length) select string.Join(' ', words)).ListOf(count)
        select string.Join('\n', lines);

    [Property(MaxTest = 2000)]
    public Property A_reply_is_made_of_lines_of_the_mail_in_their_order() => Prop.ForAll(Mail.ToArbitrary(), mail =>
    {
        var left = new Queue<string>(Lines(mail));
        return Lines(ReplyText.Of(mail).Text).All(line =>
        {
            while (left.Count > 0 && left.Peek() != line)
            {
                left.Dequeue();
            }

            return left.TryDequeue(out _);
        });
    });

    [Property(MaxTest = 2000)]
    public Property A_mail_with_something_in_it_never_becomes_nothing() =>
        Prop.ForAll(Mail.ToArbitrary(), mail => Lines(mail).Any() == Lines(ReplyText.Of(mail).Text).Any());

    [Property(MaxTest = 1000)]
    public Property A_letter_above_or_below_a_quoted_mail_stays_as_it_was_written() => Prop.ForAll(Letter.ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (letter, isAbove) =>
    {
        const string Quoted = "On Fri, 20 Nov 2026 at 10:15, Sea <a@sea.test> wrote:\n> Your stay is soon.\n>\n> Regards";
        var reply = ReplyText.Of(isAbove ? $"{letter}\n\n{Quoted}" : $"{Quoted}\n\n{letter}");
        return reply.Text == letter && !reply.MayHoldQuotes;
    });

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(l => l.Replace("\u200F", "").Trim()).Where(l => l.Length > 0);
}
