using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Cendra.Knowledge.Secrets;
using FsCheck;
using FsCheck.Xunit;
using Xunit;
using Xunit.Abstractions;

namespace Cendra.Tests.Knowledge.Secrets;

public sealed class CodeLikeScanTests(ITestOutputHelper output)
{
    private const BindingFlags Static = BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.DeclaredOnly;

    private static readonly string[] Templates =
    [
        "The code for the front door is @.", "Please enter @ on the keypad.", "Lockbox: @", "The gate code @ changes every week.",
        "El código de la puerta es @.", "Marque @ en el teclado.", "Le code de la porte est @.", "Tapez @ sur le digicode.", "Der Code für die Haustür ist @.", "Bitte @ am Tastenfeld eingeben.",
        "Il codice del cancello è @.", "Digitate @ sul tastierino.", "O código do portão é @.", "Digite @ no teclado.", "Kapı kodu @", "Tuş takımına @ yazın.", "门锁密码是@。", "请在键盘上输入@",
        "暗証番号は@です。", "テンキーで@を押してください", "رمز الباب هو @", "أدخل @ على لوحة المفاتيح",
    ];

    private static readonly Func<string, string>[] Disguises =
    [
        d => d, d => string.Join(' ', d.ToCharArray()), d => string.Join('-', d.ToCharArray()), d => string.Join(", ", d.ToCharArray()), d => string.Join('.', d.ToCharArray()),
        d => Shifted(d, '０'), d => Shifted(d, '٠'), d => Shifted(d, '۰'), d => string.Concat(d.Select(c => c + "\uFE0F\u20E3")), d => string.Join('\u200B', d.ToCharArray()),
        d => "#" + d, d => d + "#", d => "A" + d, d => d + "B", d => "**" + d + "**", d => "`" + d + "`", d => string.Concat(d.Select(c => "⓪①②③④⑤⑥⑦⑧⑨"[c - '0'])),
        d => string.Join(' ', d.Select(c => "zero one two three four five six seven eight nine".Split(' ')[c - '0'])), d => string.Join(' ', d.Select(c => "null eins zwei drei vier fünf sechs sieben acht neun".Split(' ')[c - '0'])),
        d => string.Join(' ', d.Select(c => "cero uno dos tres cuatro cinco seis siete ocho nueve".Split(' ')[c - '0'])), d => string.Join(' ', d.Select(c => "zéro un deux trois quatre cinq six sept huit neuf".Split(' ')[c - '0'])),
        d => string.Concat(d.Select(c => "〇一二三四五六七八九"[c - '0'])),
    ];

    [Fact]
    public void Every_sentence_with_a_code_is_reported_with_its_place_and_what_it_opens()
    {
        var wrong = new List<string>();
        foreach (var (language, kind, marked) in CodeTexts.Lines)
        {
            var (text, start, length) = Unmarked(marked);
            var found = CodeLikeScan.Find(text).ToList();
            if (!found.Exists(f => f.Start <= start + 1 && f.Start + f.Length >= start + length - 1 && f.Length <= length + 2))
            {
                wrong.Add($"{language}: {marked} -> {string.Join("; ", found.Select(f => $"{f} at {f.Start}+{f.Length}"))}");
            }
            else if (found.Count != 1 || found[0].Kind.ToString() != kind)
            {
                wrong.Add($"{language}: {marked} should be one {kind} -> {string.Join("; ", found.Select(f => $"{f} at {f.Start}+{f.Length}"))}");
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(CodeTexts.Lines.GroupBy(l => l.Language), g => Assert.True(g.Count() >= 12, g.Key));
        Assert.Equal(10, CodeTexts.Lines.DistinctBy(l => l.Language).Count());
    }

    [Fact]
    public void Prices_times_dates_telephones_streets_rooms_and_places_are_not_reported()
    {
        var wrong = PlainTexts.Lines.SelectMany(l => CodeLikeScan.Find(l.Text).Select(f => $"{l.Language}: {l.Text} -> {l.Text.Substring(f.Start, f.Length)} {f}")).ToList();

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.All(PlainTexts.Lines.GroupBy(l => l.Language), g => Assert.True(g.Count() >= 12, g.Key));
        Assert.Equal(10, PlainTexts.Lines.DistinctBy(l => l.Language).Count());
    }

    [Property(MaxTest = 3000)]
    public void A_code_of_four_to_eight_digits_is_found_in_every_template_and_disguise(DoNotSize<uint> code, DoNotSize<uint> sentence, DoNotSize<uint> disguise)
    {
        var digits = code.Item.ToString("D10", CultureInfo.InvariantCulture)[^(int)(4 + sentence.Item / 64 % 5)..];
        var template = Templates[(int)(sentence.Item / 1024 % Templates.Length)];
        var written = Disguises[(int)(disguise.Item / 64 % Disguises.Length)](digits);
        var text = template.Replace("@", written, StringComparison.Ordinal);
        var at = text.IndexOf(written, StringComparison.Ordinal);

        Assert.True(CodeLikeScan.Find(text).Any(f => f.Start <= at + 2 && f.Start + f.Length >= at + written.Length - 3), text);
        Assert.DoesNotContain(digits, CodeLikeScan.Without(text), StringComparison.Ordinal);
    }

    [Property(MaxTest = 1000)]
    public void No_text_makes_it_throw_and_every_find_lies_within_the_text(string text)
    {
        var odd = (text ?? "") + "\uD800 code \uFFFE\uFFFF ４8\uDC002１ {{x" + text;

        Assert.All(CodeLikeScan.Find(odd), f => Assert.True(f.Start >= 0 && f.Length > 0 && f.Start + f.Length <= odd.Length));
    }

    [Fact]
    public void A_finding_never_shows_the_value()
    {
        var finding = Assert.Single(CodeLikeScan.Find("Lockbox: 4821"));

        Assert.Equal("Lockbox (hidden) near 'Lockbox'", finding.ToString());
        Assert.Equal("Lockbox: (digits)", CodeLikeScan.Without("Lockbox: 4821"));
    }

    [Theory]
    [InlineData("code 4 8 2 1 ")]
    [InlineData("111aaa")]
    [InlineData("code ")]
    [InlineData("password: ")]
    [InlineData("密码")]
    [InlineData("a")]
    [InlineData("four ")]
    [InlineData("wifi / ")]
    [InlineData("code\n")]
    [InlineData("12 ")]
    [InlineData("{{")]
    public void A_text_ten_times_as_long_costs_about_ten_times_as_much(string part)
    {
        var small = string.Concat(Enumerable.Repeat(part, 10_000 / part.Length));
        var large = string.Concat(Enumerable.Repeat(part, 100_000 / part.Length));
        CodeLikeScan.Find(small);

        var (one, ten) = (Allocated(small), Allocated(large));
        output.WriteLine($"{part.Trim()}: {one} bytes, {ten} bytes");
        Assert.True(ten < one * 15, $"{one} -> {ten}");
    }

    /// <summary>A pattern that looks back and ahead cannot be one without backtracking. Where nothing in it may repeat without end, it costs the same at each character all the same.</summary>
    [Fact]
    public void No_pattern_of_the_scan_tries_without_end_at_one_place()
    {
        var patterns = typeof(CodeLikeScan).Assembly.GetTypes().Where(t => t.Namespace == typeof(CodeLikeScan).Namespace).SelectMany(t => t.GetFields(Static).Where(f => f.FieldType == typeof(Regex)).Select(f => (t.Name, Pattern: (Regex)f.GetValue(null)!))
            .Concat(t.GetMethods(Static).Where(m => m.ReturnType == typeof(Regex) && m.GetParameters().Length == 0).Select(m => (t.Name, Pattern: (Regex)m.Invoke(null, null)!)))).ToList();

        Assert.True(patterns.Count > 15);
        Assert.All(patterns, p => Assert.True(p.Pattern.Options.HasFlag(RegexOptions.NonBacktracking) || !RepeatsWithoutEnd(p.Pattern), $"{p.Name}: {p.Pattern}"));
        Assert.True(RepeatsWithoutEnd(new Regex(@"(?:a[+]|b)+")) && RepeatsWithoutEnd(new Regex(@"a{2,}")) && !RepeatsWithoutEnd(new Regex(@"\*[*+]{0,3}\+")));
    }

    [SharedDataFact]
    public void Fewer_than_one_in_two_hundred_answers_of_hotels_and_restaurants_is_reported()
    {
        var docs = SharedData.Json("agent", "dstc", "dstc10", "knowledge.json").EnumerateObject().SelectMany(d => d.Value.EnumerateObject())
            .SelectMany(e => e.Value.GetProperty("docs").EnumerateObject()).Select(d => $"{d.Value.GetProperty("title").GetString()}\n{d.Value.GetProperty("body").GetString()}").ToList();
        var reported = docs.Where(d => CodeLikeScan.Find(d).Count > 0).ToList();

        output.WriteLine($"{reported.Count} of {docs.Count} answers reported ({100.0 * reported.Count / docs.Count:F3} %)");
        reported.Take(40).ToList().ForEach(output.WriteLine);
        Assert.True(docs.Count > 10_000);
        Assert.True(reported.Count < docs.Count * 0.005);
    }

    private static long Allocated(string text)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        CodeLikeScan.Find(text);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static bool RepeatsWithoutEnd(Regex pattern)
    {
        var bare = Regex.Replace(Regex.Replace(pattern.ToString(), @"\\.", "x"), @"\[\^?\]?[^\]]*\]", "x");
        return bare.AsSpan().IndexOfAny('*', '+') >= 0 || bare.Contains(",}", StringComparison.Ordinal);
    }

    private static string Shifted(string digits, char zero) => string.Concat(digits.Select(c => (char)(zero + c - '0')));

    private static (string Text, int Start, int Length) Unmarked(string marked)
    {
        var start = marked.IndexOf('⟦', StringComparison.Ordinal);
        var end = marked.IndexOf('⟧', StringComparison.Ordinal);
        return (marked.Replace("⟦", "", StringComparison.Ordinal).Replace("⟧", "", StringComparison.Ordinal), start, end - start - 1);
    }
}
