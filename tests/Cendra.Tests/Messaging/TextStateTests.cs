using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using Xunit;

namespace Cendra.Tests.Messaging;

/// <summary>What an owner is told of the texts that WhatsApp approves.</summary>
public sealed class TextStateTests
{
    private static readonly WhatsAppTemplate Text = new("code-changed", "en", "cendra_code_changed_en", "Hello {{1}}, your code is {{2}} now.", ["guest", "codes"], new Dictionary<string, string>(), []);

    [Theory]
    [InlineData("approved", "Hello {{1}}, your code is {{2}} now.", TextStanding.Ready)]
    [InlineData("approved", "Hello {{1}}, your code is {{ 2 }} now.\r\n", TextStanding.OtherWords)]
    [InlineData("approved", "Hello {{1}}, your new code is {{2}}.", TextStanding.OtherWords)]
    [InlineData("approved", "Hello {{1}}, there is a new code.", TextStanding.OtherPlaces)]
    [InlineData("approved", "Hello {{1}}, your code is {{2}} now, see {{3}} too.", TextStanding.OtherPlaces)]
    [InlineData("pending", "Hello", TextStanding.Waiting)]
    [InlineData("received", "Hello", TextStanding.Waiting)]
    [InlineData("unsubmitted", "Hello", TextStanding.NotSubmitted)]
    [InlineData(null, "Hello", TextStanding.NotSubmitted)]
    [InlineData("rejected", "Hello", TextStanding.Refused)]
    [InlineData("paused", "Hello", TextStanding.Refused)]
    [InlineData("a word of next year", "Hello", TextStanding.Refused)]
    public void What_Twilio_keeps_says_how_a_text_stands(string? status, string body, TextStanding standing)
    {
        var state = TextState.Of(Text, "HX1", [Kept("HX0", "approved", Text.Body), Kept("HX1", status, body)]);
        Assert.Equal((standing, "HX1", status ?? ""), (state.Standing, state.Sid, state.Status));
    }

    [Fact]
    public void Line_ends_and_margins_are_no_other_words() =>
        Assert.Equal(TextStanding.Ready, TextState.Of(Text with { Body = "Hello {{1}},\nyour code is {{2}} now." }, "HX1", [Kept("HX1", "approved", "Hello {{1}},\r\nyour code is {{2}} now.\n")]).Standing);

    [Fact]
    public void Buttons_are_part_of_what_was_approved()
    {
        var tapped = Text with { Buttons = [new("cendra:code-fails", "Code does not work"), new("cendra:person", "Ask a person")] };
        var kept = tapped.Content with { Sid = "HX1", ApprovalStatus = "approved" };
        Assert.Equal(("quick reply", "text"), (tapped.Type, Text.Type));
        Assert.Equal(TextStanding.Ready, TextState.Of(tapped, "HX1", [kept]).Standing);
        Assert.Equal(TextStanding.OtherWords, TextState.Of(tapped, "HX1", [kept with { Buttons = [] }]).Standing);
        Assert.Equal(TextStanding.OtherWords, TextState.Of(tapped, "HX1", [kept with { Buttons = [new("own", "Code does not work"), kept.Buttons[1]] }]).Standing);
    }

    [Fact]
    public void An_id_that_nobody_knows_one_that_nobody_set_and_a_Twilio_that_does_not_answer_are_told_apart()
    {
        Assert.Equal(TextStanding.UnknownId, TextState.Of(Text, "HX9", [Kept("HX1", "approved", Text.Body)]).Standing);
        Assert.Equal((TextStanding.NotAsked, "HX9"), (TextState.Of(Text, "HX9", null).Standing, TextState.Of(Text, "HX9", null).Sid));
        Assert.Equal((TextStanding.NotSet, ""), (TextState.Of(Text, null, []).Standing, TextState.Of(Text, null, null).Sid));
        var named = TextState.Of(Text, null, [Kept("HX1", "rejected", "Hello", Text.Name), Kept("HX2", "approved", Text.Body, Text.Name), Kept("HX3", "approved", "Hello")]);
        Assert.Equal((TextStanding.NotSet, "HX2", "approved"), (named.Standing, named.Sid, named.Status));
    }

    private static TwilioContent Kept(string sid, string? status, string body, string name = "") => new() { Sid = sid, FriendlyName = name, Language = "en", Body = body, ApprovalStatus = status };
}
