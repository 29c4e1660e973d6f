using System.Globalization;
using Cendra.Lifecycle.Said;
using Cendra.Tests.Architecture;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Said;

/// <summary>The check against texts in five languages: no wrong code is missed, and of times and doors hardly one; what holds is hardly ever doubted.</summary>
public sealed class SaidTextsTests(ITestOutputHelper output)
{
    private const double Enough = 0.95;
    private static readonly string[] Kinds = ["time", "code", "door"];

    [Fact]
    public void Wrong_texts_are_found_and_right_ones_pass()
    {
        var texts = Texts();
        Assert.True(texts.Count >= 60, $"Only {texts.Count} texts.");
        Assert.Equal(5, texts.Select(t => t.Language).Distinct().Count());
        var (hits, misses, alarms) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new Dictionary<string, int>());
        foreach (var text in texts)
        {
            var found = SaidHouse.Of(text.Text).Select(f => Kind(f.Kind)).ToHashSet();
            foreach (var kind in Kinds)
            {
                Count(text.Wrong.Contains(kind) && found.Contains(kind) ? hits : text.Wrong.Contains(kind) ? misses : found.Contains(kind) ? alarms : [], kind);
                if (text.Wrong.Contains(kind) != found.Contains(kind))
                {
                    output.WriteLine($"{(found.Contains(kind) ? "false alarm" : "missed")} ({kind}): {text.Text}");
                }
            }
        }

        foreach (var kind in Kinds)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}: recall {Share(hits, misses, kind):P1}, precision {Share(hits, alarms, kind):P1} ({hits.GetValueOrDefault(kind)} found, {misses.GetValueOrDefault(kind)} missed, {alarms.GetValueOrDefault(kind)} false)"));
        }

        var (all, missed, wrong) = (hits.Values.Sum(), misses.Values.Sum(), alarms.Values.Sum());
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"all {texts.Count} texts: recall {(double)all / (all + missed):P1}, precision {(double)all / (all + wrong):P1}"));
        Assert.Equal(0, misses.GetValueOrDefault("code"));
        Assert.True(Share(hits, misses, "time") >= Enough && Share(hits, misses, "door") >= Enough, "Too many wrong times or doors were missed.");
        Assert.True((double)all / (all + wrong) >= Enough, "Too many texts were doubted that hold.");
    }

    [Fact]
    public void A_finding_says_what_is_said_and_what_holds_and_never_digits_of_a_code()
    {
        Assert.Equal("The message says check-in at 12:00; the code opens from 16:00.", Assert.Single(SaidHouse.Of("Check-in is at 12:00.")).Words);
        Assert.Equal("The message says check-out at 13:00; it is at 11:00, and the code opens until 11:30.", Assert.Single(SaidHouse.Of("Late check-out until 1 pm is fine.")).Words);
        Assert.DoesNotContain(Texts().SelectMany(t => SaidHouse.Of(t.Text)), f => SaidHouse.Others.Append(SaidHouse.Own).Any(f.Words.Contains));
    }

    private static double Share(Dictionary<string, int> hits, Dictionary<string, int> others, string kind) =>
        hits.GetValueOrDefault(kind) / (double)(hits.GetValueOrDefault(kind) + others.GetValueOrDefault(kind));

    private static void Count(Dictionary<string, int> counts, string kind) => counts[kind] = counts.GetValueOrDefault(kind) + 1;

    private static string Kind(SaidKind kind) => kind is SaidKind.Place or SaidKind.Door ? "door" : kind.ToString().ToLowerInvariant();

    private static List<(string Language, string[] Wrong, string Text)> Texts() =>
        [.. Repository.Read("tests/Cendra.Tests/Said/said-texts.txt").Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('|', 3))
            .Select(p => (p[0].Trim(), p[1].Trim() == "none" ? [] : p[1].Trim().Split(' '), p[2].Trim().Replace("\\n", "\n", StringComparison.Ordinal)))];
}
