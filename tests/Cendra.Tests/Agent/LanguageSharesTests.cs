using Cendra.Agent.Language;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Agent;

/// <summary>
/// How many texts that others collected (Lingua's test data, Apache-2.0) are told right. Weights were chosen on the first half of the lines; what is asserted and printed is the second. Short = cut to what a guest
/// types with a thumb. Nothing was said before, so no language is presumed.
/// </summary>
public sealed class LanguageSharesTests(ITestOutputHelper output)
{
    private const int Short = 40;
    private const int ShortOfSigns = 14;

    [SharedDataFact]
    public void Short_texts_of_ten_languages_are_told_apart()
    {
        var told = Languages.Supported.Select(language => (Language: language, Shares: Kinds.Select(k => (k.Name, k.Least, Share: ShareOf(language, k.File, k.Cut, secondHalf: true))).ToList())).ToList();
        output.WriteLine($"{"",-8}{string.Join("", Kinds.Select(k => $"{k.Name,14}"))}   (right, and not told at all, in % of the second half)");
        foreach (var (language, shares) in told)
        {
            output.WriteLine($"{language,-8}{string.Join("", shares.Select(s => $"{s.Share.Right,8:0.0} {s.Share.Silent,5:0.0}"))}");
        }

        foreach (var (name, least) in Kinds.Select(k => (k.Name, k.Least)))
        {
            var mean = told.Average(t => t.Shares.First(s => s.Name == name).Share.Right);
            output.WriteLine($"{name}: {mean:0.0} %");
            Assert.True(mean >= least, $"{name}: {mean:0.0} %");
        }

        output.WriteLine($"first half, short: {Languages.Supported.Average(l => ShareOf(l, "sentences", cut: true, secondHalf: false).Right):0.0} %, pairs: {Languages.Supported.Average(l => ShareOf(l, "word-pairs", cut: false, secondHalf: false).Right):0.0} %");
    }

    private static readonly (string Name, string File, bool Cut, double Least)[] Kinds =
        [("short", "sentences", true, 95), ("sentences", "sentences", false, 97), ("word pairs", "word-pairs", false, 60)];

    private static (double Right, double Silent) ShareOf(string language, string file, bool cut, bool secondHalf)
    {
        var lines = File.ReadAllLines(SharedData.PathTo("agent", "lid", $"{language}.{file}.txt")).Where(l => l.Trim().Length > 0).ToList();
        var half = secondHalf ? lines[(lines.Count / 2)..] : lines[..(lines.Count / 2)];
        var told = half.ConvertAll(l => Languages.Of(cut ? Cut(l, language is "zh" or "ja" ? ShortOfSigns : Short) : l, ""));
        return (100.0 * told.Count(t => t == language) / told.Count, 100.0 * told.Count(t => t.Length == 0) / told.Count);
    }

    /// <summary>At the end of a word, where there is one.</summary>
    private static string Cut(string line, int longest)
    {
        if (line.Length <= longest)
        {
            return line;
        }

        var end = line.LastIndexOf(' ', longest);
        return end > 0 ? line[..end] : line[..longest];
    }
}
