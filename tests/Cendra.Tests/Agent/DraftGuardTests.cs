using Cendra.Agent.Guardrails;
using Cendra.Agent.Plugins;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>The order of the guards, other places of the house, and deeds that a draft may tell of.</summary>
public sealed class DraftGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Others = ["Casa Sol", "Carrer Gran 5, 2º, Barcelona", "Studio", "Sol"];

    [Fact]
    public void Of_several_faults_the_first_in_order_is_told()
    {
        var faults = new (string Text, string Why)[]
        {
            ("[[code:AAAA22]] ", "token"), ("Type 4821. ", "digits"), ("See https://evil.example/x. ", "link"), ("Casa Sol is nicer. ", "another place"), ("I have told the host. ", "somebody was told"),
            ("Der Aufzug ist links neben der Tür und nicht kaputt, gehen Sie bitte hinein. ", "not in English"), ("The door is here. " + string.Concat(Enumerable.Repeat("Blue. ", 260)), "longer than"),
        };
        for (var i = 0; i < faults.Length; i++)
        {
            var why = Of(string.Concat(faults[i..].Select(f => f.Text)));
            Assert.True(why?.Contains(faults[i].Why, StringComparison.Ordinal), $"{faults[i].Why}: {why}");
        }
    }

    [Theory]
    [InlineData("You could also stay at Casa Sol.")]
    [InlineData("You could also stay at CASA-SOL!")]
    [InlineData("Go to Carrer Gran 5 please.")]
    [InlineData("Our Studio is free that week.")]
    public void Names_and_addresses_of_other_places_do_not_leave(string text) => Assert.Equal("It speaks of another place of the house.", Of(text));

    [Theory]
    [InlineData("The studio has a lift.")]
    [InlineData("The sun is in the north. Casa Born is yours.")]
    [InlineData("Walk along the street Carrer Gran.")]
    public void Words_that_only_resemble_them_do(string text) => Assert.Null(Of(text));

    [Fact]
    public void What_the_host_wrote_for_this_guest_may_name_them() => Assert.Null(Of("Leave the key at Casa Sol.", known: "Leave the key at Casa Sol, please."));

    [Theory]
    [InlineData("The host can give you a new code.", nameof(Deed.NewCodeAsked))]
    [InlineData("I have told the host about it.", nameof(Deed.HostCalled))]
    [InlineData("I have checked the lock, it is fine.", nameof(Deed.DoorsChecked))]
    [InlineData("Late check-out is fine.", nameof(Deed.TimesGranted))]
    public void A_deed_is_told_only_after_it_was_done(string text, string deed)
    {
        Assert.NotNull(Of(text));
        Assert.Null(Of(text, Enum.Parse<Deed>(deed)));
    }

    [Theory]
    [InlineData("You will get a full refund.")]
    [InlineData("I have unlocked the door for you.")]
    [InlineData("I have cancelled your booking.")]
    public void What_no_tool_does_is_never_told(string text) => Assert.NotNull(Of(text, Enum.GetValues<Deed>()));

    private static string? Of(string text, params Deed[] done) => Of(text, "", done);

    private static string? Of(string text, string known, params Deed[] done) => ReplyChecks.Of(text, new DraftFacts([], known, done.ToHashSet(), Now) { OtherPlaces = Others, Language = "en" });
}
