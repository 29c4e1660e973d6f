using Cendra.Messaging.Email.Reading;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Email;

/// <summary>Lines that only a mail program broke become one again (RFC 3676), and everything that tells a reply from a quote stays a line.</summary>
public sealed class FlowedTextTests
{
    private static readonly string[] Pieces =
    [
        "We come at three ", "and bring", " two dogs. ", "", " ", "> quoted ", "> more", ">> deeper ", ">", "> > odd ", "-- ", "> -- ", " > mine ", "  two blanks ", "On Fri, 20 Nov 2026 at 10:15, Sea <a@sea.test> wrote: ", "On 3 May ",
        "<a@sea.test> wrote:", "From: Sea <a@sea.test> ", "Subject: x ", "----- Original Message ----- ", "Sent from my iPhone ", "wrote: ", "日本語 ",
    ];

    [Theory]
    [InlineData("We come \nat three.\nAna", "We come at three.\nAna")]
    [InlineData("One \ntwo \nthree\n\nfour", "One two three\n\nfour")]
    [InlineData("> How many \n> are you?\nThree \nof us.", "> How many are you?\nThree of us.")]
    [InlineData("> one \n>> two \n> three", "> one \n>> two \n> three")]
    [InlineData("> one \nmine", "> one \nmine")]
    [InlineData(" From here \n to there", "From here to there")]
    [InlineData("Thanks \n\n-- \nAna \nGomez", "Thanks \n\n-- \nAna Gomez")]
    [InlineData("Thanks \n-- \nAna", "Thanks \n-- \nAna")]
    [InlineData("last \n", "last \n")]
    [InlineData("", "")]
    public void Soft_breaks_go_and_hard_ones_stay(string flowed, string text) => Assert.Equal(text, FlowedText.Of(flowed, deletesSpace: false));

    [Theory]
    [InlineData("明日の \n三時に", "明日の三時に")]
    [InlineData("> 明日の \n> 三時に", "> 明日の三時に")]
    [InlineData("We come  \nat three", "We come at three")]
    public void The_blank_goes_where_the_mail_says_that_it_is_not_the_guests(string flowed, string text) => Assert.Equal(text, FlowedText.Of(flowed, deletesSpace: true));

    [Theory]
    [InlineData("See you then \nOn Fri, 20 Nov 2026 at 10:15, Sea View <stay@sea.test> wrote:\n> Your stay \n> is soon.")]
    [InlineData("See you then \nAm 20.11.2026 um 10:15 schrieb Sea View: \n> Your stay is soon.")]
    [InlineData("See you \nthen\n\nOn Fri, 20 Nov 2026 at 10:15, Sea View House by the Harbour \n<stay@sea.test> wrote:\n> Your stay is soon.")]
    [InlineData("See you \nthen\n\n----- Original Message ----- \nFrom: Sea View <stay@sea.test> \nSent: Friday \nTo: Ana \nSubject: Your \nstay\n\nYour stay is soon.")]
    [InlineData("See you then \nSea View <stay@sea.test> wrote: \nYour stay is soon.")]
    [InlineData("See you \nthen \n-- \nAna \n+34 600 000 000")]
    [InlineData("See you \nthen \nSent from my iPhone")]
    public void A_blank_before_the_end_of_a_line_costs_no_sentence_and_hides_no_quote(string text) =>
        Assert.Equal("See you then", Mails.With("Content-Type: text/plain; charset=utf-8; format=flowed", text).Reply.Text);

    [Fact]
    public void Only_a_mail_that_says_so_flows()
    {
        const string Text = "We come \nat three.";

        Assert.Equal("We come \nat three.", Mails.With("Content-Type: text/plain", Text).Text);
        Assert.Equal("We come \nat three.", Mails.With("Content-Type: text/plain; format=fixed", Text).Text);
        Assert.Equal("We come at three.", Mails.With("Content-Type: text/plain; Format=Flowed; DelSp=no", Text).Text);
        Assert.Equal("We comeat three.", Mails.With("Content-Type: text/plain; format=\"flowed\"; delsp=YES", Text).Text);
        Assert.Equal("We come at three.", Mails.With("Content-Type: text/plain; format=flowed\nContent-Transfer-Encoding: quoted-printable", "We come=20\nat three.").Text);
    }

    [Fact]
    public void It_ends_where_reading_ends() =>
        Assert.InRange(FlowedText.Of(string.Concat(Enumerable.Repeat("on 3 a <a@b.test> wrote \n", 400_000)), deletesSpace: false).Length, ReplyText.Longest, ReplyText.Longest + 100);

    [Property(MaxTest = 2000)]
    public Property No_letter_is_lost_and_no_quoted_line_becomes_a_guests() => Prop.ForAll(Gen.Elements(Pieces).ListOf().ToArbitrary(), Gen.Elements(true, false).ToArbitrary(), (lines, deletesSpace) =>
    {
        var flowed = FlowedText.Of(string.Join('\n', lines), deletesSpace);
        return Bare(string.Join('\n', lines)) == Bare(flowed) && Quoted(lines) == Quoted(flowed.Split('\n'));
    });

    [Property(MaxTest = 1000)]
    public Property What_is_not_flowed_stays_as_it_is() => Prop.ForAll((from lines in Gen.Elements(Pieces).ListOf() select string.Join('\n', lines.Select(l => l.Trim()))).ToArbitrary(), text =>
        FlowedText.Of(text, deletesSpace: false) == text.Replace("> > odd", "> > odd"));

    private static string Bare(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '>'));

    private static string Quoted(IEnumerable<string> lines) => string.Concat(lines.Where(l => l.StartsWith('>')).Select(Bare));
}
