using Cendra.Agent.Language;
using Cendra.Agent.Rules;
using Cendra.Tests.Architecture;
using Xunit;

namespace Cendra.Tests.Agent;

/// <summary>
/// Sentences as guests write them, in each of the ten languages, in <c>Sentences/</c>: under "shut" the door stays shut, under "asks" the way in is asked for, "gas" and the like are danger, "none" and what ends in
/// "-not" only sounds alike. What is a find for one rule is a near miss for the others.
/// </summary>
public sealed class SentenceTests
{
    private static readonly string[] Dangers = ["gas", "co", "fire", "flood", "intruder", "medical", "child"];

    public static TheoryData<string> All => [.. Languages.Supported];

    [Theory]
    [MemberData(nameof(All))]
    public void Danger_is_seen_and_what_only_sounds_like_it_is_not(string language)
    {
        var read = Read(language);
        var wrong = new List<string>();
        foreach (var danger in Dangers)
        {
            Assert.True(read[danger].Count >= 5 && read[$"{danger}-not"].Count >= 3, danger);
            wrong.AddRange(read[danger].Where(s => Asked(s).SafetyKey is var key && key != $"safety-{(danger == "co" ? "gas" : danger)}").Select(s => $"{danger}, read as {Asked(s).SafetyKey ?? "nothing"}: {s}"));
            wrong.AddRange(read[$"{danger}-not"].Where(s => Asked(s).SafetyKey is not null).Select(s => $"no danger, read as {Asked(s).SafetyKey}: {s}"));
        }

        wrong.AddRange(new[] { "shut", "asks", "person", "thanks", "none" }.SelectMany(k => read[k]).Where(s => Asked(s).SafetyKey is not null).Select(s => $"no danger, read as {Asked(s).SafetyKey}: {s}"));
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Whoever_stands_outside_is_told_from_who_asks_who_thanks_and_who_wants_a_person(string language)
    {
        var read = Read(language);
        Assert.All(new[] { "shut", "asks", "person", "thanks" }, kind => Assert.True(read[kind].Count >= 15, kind));
        Assert.True(read["none"].Count >= 10);
        var wrong = new List<string>();
        void Hold(string rule, Func<Asked, bool> says, string[] yes, string[] no)
        {
            wrong.AddRange(yes.SelectMany(k => read[k]).Where(s => !says(Asked(s))).Select(s => $"not {rule}: {s}"));
            wrong.AddRange(no.SelectMany(k => read[k]).Where(s => says(Asked(s))).Select(s => $"taken for {rule}: {s}"));
        }

        Hold("shut out", a => a.ShutOut, ["shut"], ["asks", "person", "thanks", "none"]);
        Hold("asking for the way in", a => a.Access || a.ShutOut, ["asks", "shut"], ["person", "thanks", "none"]);
        Hold("wanting a person", a => a.WantsPerson, ["person"], ["shut", "asks", "thanks", "none"]);
        Hold("thanks", a => a.NeedsNoAnswer, ["thanks"], ["shut", "asks", "person", "none"]);
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>With another language spoken before, so that each has to show its own.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void The_language_of_the_sentences_is_told(string language)
    {
        var sentences = Read(language).Where(k => k.Key is not ("person" or "thanks")).SelectMany(k => k.Value).ToList();
        var wrong = sentences.Where(s => Languages.Of(s, language == "en" ? "de" : "en") != language).ToList();
        Assert.True(wrong.Count <= sentences.Count * 0.03, $"{wrong.Count} of {sentences.Count}:\n{string.Join('\n', wrong.Select(w => $"{Languages.Of(w, "en")}: {w}"))}");
    }

    private static Asked Asked(string text) => Cendra.Agent.Rules.Asked.In(new GuestWorld().Writes(text));

    private static Dictionary<string, List<string>> Read(string language)
    {
        var kinds = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var kind = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "tests", "Cendra.Tests", "Agent", "Sentences", $"{language}.txt")).Where(l => l.Length > 0))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                kinds[kind = line[2..]] = [];
            }
            else
            {
                kinds[kind].Add(line);
            }
        }

        return kinds;
    }
}
