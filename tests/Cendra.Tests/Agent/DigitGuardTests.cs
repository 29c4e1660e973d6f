using Cendra.Agent.Guardrails;
using Cendra.Agent.Plugins;
using Cendra.Tests.Architecture;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Agent;

/// <summary>What the guard of digits keeps back, what it misses, and what it costs on answers that hotels and restaurants really give.</summary>
public sealed class DigitGuardTests(ITestOutputHelper output)
{
    private const double MostFalse = 0.0005;
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Disguises_are_kept_back_as_the_documentation_says()
    {
        var docs = File.ReadAllText(Path.Combine(Repository.Root, "docs", "agent.md"));
        var missed = Disguises.Caught.Where(d => !IsKeptBack(d.Text)).Select(d => d.Name).ToList();
        foreach (var (name, text, caught) in Disguises.Caught.Select(d => (d.Name, d.Text, Caught: IsKeptBack(d.Text))).Concat(Disguises.Missed.Select(d => (d.Name, d.Text, Caught: IsKeptBack(d.Text)))))
        {
            output.WriteLine($"| {name} | {text.ReplaceLineEndings(" ⏎ ")} | {(caught ? "caught" : "missed")} |");
        }

        Assert.Empty(missed);
        Assert.All(Disguises.Caught, d => Assert.Contains($"| {d.Name} | caught |", docs, StringComparison.Ordinal));
        Assert.All(Disguises.Missed, d => Assert.Contains($"| {d.Name} | missed |", docs, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("The flat has 2 bedrooms, 1 bathroom and sleeps 4 guests.")]
    [InlineData("I have 2 towels for each of you. The second is in the cupboard.")]
    [InlineData("Check-in is from 16:00, check-out until 11:00, on 26/11/2026.")]
    [InlineData("It takes 10-20 minutes and costs USD 17.47 per 24 hours, parking 62.70 per day.")]
    [InlineData("Take bus B10 or line L3 to stop 21.")]
    [InlineData("Mix it in; I fix it. I do.")]
    [InlineData("Please call me... ----- see below -----")]
    [InlineData("The wardrobe on the 1st floor, the kitchen on the 2nd.")]
    public void What_guests_are_told_every_day_passes(string text) => Assert.False(FindsCode(text, ""), text);

    [SharedDataFact]
    public void Hardly_an_answer_of_a_hotel_or_restaurant_is_kept_back()
    {
        var answers = SharedData.Json("agent", "dstc", "dstc10", "knowledge.json").EnumerateObject().SelectMany(d => d.Value.EnumerateObject())
            .SelectMany(e => e.Value.GetProperty("docs").EnumerateObject().Select(d => (Place: e.Value.GetProperty("name").ToString(), Text: d.Value.GetProperty("body").GetString()!))).ToList();
        var kept = answers.Where(a => FindsCode(a.Text, a.Place)).Select(a => a.Text).ToList(); // The name of its place is what every model is told.
        output.WriteLine($"{answers.Count} answers, kept back {kept.Count} = {100.0 * kept.Count / answers.Count:0.000} %\n  {string.Join("\n  ", kept)}");
        Assert.Equal(12_039, answers.Count);
        Assert.InRange(kept.Count / (double)answers.Count, 0, MostFalse);
    }

    private static bool FindsCode(string text, string told = "") => DigitCheck.FindsCode(text, told, Now) || DisguiseCheck.FindsCode(text, told);

    private static bool IsKeptBack(string text) => ReplyChecks.Of(text, new DraftFacts([], "", new HashSet<Deed>(), Now)) is { } why && (why.Contains("digits", StringComparison.Ordinal) || why.Contains("token", StringComparison.Ordinal));
}
