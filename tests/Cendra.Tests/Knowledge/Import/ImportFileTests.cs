using System.Text;
using Cendra.Knowledge.Import;
using Xunit;

namespace Cendra.Tests.Knowledge.Import;

public sealed class ImportFileTests
{
    [Theory]
    [InlineData("question,answer\r\nWhere do we park?,\"Behind the house,\nleft\"\r\n")]
    [InlineData("sep=;\nQuestion;Answer\nWhere do we park?;\"Behind the house,\nleft\"")]
    [InlineData("\uFEFFquestion;answer;topic\nWhere do we park?;\"Behind the house,\nleft\";")]
    [InlineData("question\tanswer\nWhere do we park?\t\"Behind the house,\nleft\"\n\n")]
    public void A_table_is_read_with_any_separator_and_lines_inside_cells(string csv)
    {
        var read = Read("faq.csv", csv);

        Assert.Empty(read.Problems);
        var article = Assert.Single(read.Articles);
        Assert.Equal(("Where do we park?", "Behind the house,\nleft"), (article.Question, article.Answer));
    }

    [Fact]
    public void Every_column_of_a_table_is_understood()
    {
        var article = Assert.Single(Read("a.csv", "question,answer,topic,language,property,from,until,sensitive\nQ?,A,parking,ES,Casa 1; Loft\\;2,2026-05-01,31.5.2026,yes").Articles);

        Assert.Equal(("parking", "es", true), (article.Topic, article.Language, article.IsSensitive));
        Assert.Equal(["Casa 1", "Loft;2"], article.PropertyNames);
        Assert.Equal((new DateOnly(2026, 5, 1), new DateOnly(2026, 5, 31)), (article.ValidFrom!.Value, article.ValidUntil!.Value));
        Assert.Equal("line 2", article.Place);
    }

    [Fact]
    public void Bad_rows_are_named_and_the_good_ones_beside_them_come_through()
    {
        var read = Read("a.csv", "question,answer,from,language\nA?,1,,\n,no question,,\nB?,2,tomorrow,\nC?,3,,klingon\nD?,\"two\nlines\",,en\nE?,a,b,c,d\nF?,4,,");

        Assert.Equal(["A?", "D?", "F?"], read.Articles.Select(a => a.Question));
        Assert.Equal(["line 3", "line 4", "line 5", "line 8"], read.Problems.Select(p => p.Place));
        Assert.Equal("line 9", read.Articles[2].Place);
        Assert.DoesNotContain(read.Problems, p => p.Words.Contains("klingon", StringComparison.Ordinal) || p.Words.Contains("tomorrow", StringComparison.Ordinal));
    }

    [Fact]
    public void A_quotation_mark_that_is_never_closed_costs_its_own_row_alone()
    {
        var read = Read("a.csv", "question,answer\nA?,1\nB?,\"open\nC?,3\nD?,4");

        Assert.Equal(["A?", "C?", "D?"], read.Articles.Select(a => a.Question));
        Assert.Equal("line 3", Assert.Single(read.Problems).Place);
    }

    [Fact]
    public void Headings_are_questions_and_headings_below_them_name_their_parent()
    {
        var read = Read("house.md", "---\nproperty: [Casa 1]\nlanguage: en\nfrom: 2026-06-01\n---\n# Parking\n\n## Where?\nBehind the **house**.\n\n- left\n- right\n\n### At night\nIn front.\n\nHow much\n--------\nFree.\n");

        Assert.Empty(read.Problems);
        Assert.Equal(["Parking: Where?", "Parking: Where?: At night", "Parking: How much"], read.Articles.Select(a => a.Question));
        Assert.Equal("Behind the **house**.\n\n- left\n- right", read.Articles[0].Answer);
        Assert.All(read.Articles, a => Assert.Equal(("Casa 1", "en", new DateOnly(2026, 6, 1)), (a.PropertyNames.Single(), a.Language, a.ValidFrom!.Value)));
        Assert.Equal("house.md, heading 2", read.Articles[0].Place);
    }

    [Fact]
    public void A_heading_without_text_and_text_without_a_heading_are_named()
    {
        var read = Read("house.md", "Welcome!\n\n# Parking\n\n# Pets\nNone.\n```\n# no heading\n```\n");

        Assert.Equal("Pets", Assert.Single(read.Articles).Question);
        Assert.Equal(["house.md, beginning", "house.md, heading 1"], read.Problems.Select(p => p.Place));
        Assert.Contains("```\n# no heading", read.Articles[0].Answer, StringComparison.Ordinal);
    }

    [Fact]
    public void Yaml_is_a_list_or_lists_by_property()
    {
        var list = Read("a.yaml", "- question: A?\n  answer: |\n    One\n    two\n  property: [Casa 1, Loft 2]\n- {question: 'B?', answer: yes, sensitive: true}\n");
        var byProperty = Read("b.yml", "Casa 1:\n  - question: A?\n    answer: 1\n  - question: B?\n    answer: 2\n    property: Other\nLoft 2: []\n");

        Assert.Equal(["One\ntwo", "yes"], list.Articles.Select(a => a.Answer));
        Assert.Equal(["Casa 1", "Loft 2"], list.Articles[0].PropertyNames);
        Assert.True(list.Articles[1].IsSensitive);
        Assert.Equal(["Casa 1", "Other"], byProperty.Articles.Select(a => a.PropertyNames.Single()));
        Assert.Empty(list.Problems.Concat(byProperty.Problems));
    }

    [Fact]
    public void Aliases_and_deep_lists_of_yaml_are_refused_and_never_expanded()
    {
        var laughs = Read("a.yaml", "- &a [x, x]\n- &b [*a, *a, *a]\n- question: Q?\n  answer: *b\n- question: A?\n  answer: fine\n");
        var deep = Read("b.yaml", new string('[', 200_000));

        Assert.Equal("A?", Assert.Single(laughs.Articles).Question);
        Assert.Equal(3, laughs.Problems.Count);
        Assert.Contains("Aliases", laughs.Problems[2].Words, StringComparison.Ordinal);
        Assert.Empty(deep.Articles);
        Assert.NotEmpty(deep.Problems);
    }

    [Fact]
    public void A_broken_entry_of_yaml_costs_itself_alone()
    {
        var read = Read("a.yaml", "- question: A?\n  answer: 1\n- question: B?\n  answer: it: is: broken\n- question: C?\n  answer: 3\n");

        Assert.Equal(["A?", "C?"], read.Articles.Select(a => a.Question));
        Assert.Equal("line 4", Assert.Single(read.Problems).Place);
    }

    [Fact]
    public void A_broken_line_in_a_list_of_a_property_costs_its_own_entry_and_the_others_keep_their_property()
    {
        var read = Read("a.yaml", """
            Casa 1:
              - question: A?
                answer: 1
              - question: B?
                answer: it: is: broken
                sensitive: true
              - question: C?
                answer: 3
            Loft 2:
            - question: D?
              answer: "open
            - question: E?
              answer: 5
            """);

        Assert.Equal(["A? Casa 1", "C? Casa 1", "E? Loft 2"], read.Articles.Select(a => $"{a.Question} {a.PropertyNames.Single()}"));
        Assert.Equal(["line 5", "line 11"], read.Problems.Select(p => p.Place));
        Assert.EndsWith("Lines 4 to 6 were not read.", read.Problems[0].Words, StringComparison.Ordinal);
        Assert.EndsWith("Lines 10 to 11 were not read.", read.Problems[1].Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Hundreds_of_broken_entries_of_yaml_are_named_each_and_hide_none_of_the_others()
    {
        var read = Read("a.yaml", "Casa 1:\n" + string.Concat(Enumerable.Range(0, 300).Select(i => $"  - question: Q{i}?\n    answer: it: is: broken\n  - question: R{i}?\n    answer: {i}\n")));

        Assert.Equal((300, 300), (read.Articles.Count, read.Problems.Count));
        Assert.All(read.Articles, a => Assert.Equal("Casa 1", Assert.Single(a.PropertyNames)));
        Assert.Equal(["line 3", "line 7", "line 11"], read.Problems.Take(3).Select(p => p.Place));
    }

    [Theory]
    [InlineData("- question: A?\n  answer: 1\n  property: @Casa\n", "line 3")]
    [InlineData("question: A?\nanswer: 1\nproperty: [Casa 1\n", "line 4")]
    [InlineData("@Casa:\n  - question: A?\n    answer: 1\n", "line 1")]
    [InlineData("Casa 1\n  - question: A?\n    answer: 1\n", "line 2")]
    [InlineData("- question: A?\n  answer: 1\n sensitive: true\n", "line 3")]
    [InlineData("Casa 1:\n    - question: B?\n      answer: 1\n  - question: A?\n    answer: 1\n", "line 4")]
    [InlineData("- {question: A?, answer: 1, property: [Casa 1}\n", "line 1")]
    public void An_entry_is_never_taken_over_without_the_line_that_says_where_it_holds(string yaml, string place)
    {
        var read = Read("a.yaml", yaml);

        Assert.DoesNotContain(read.Articles, a => a.Question == "A?");
        Assert.Contains(read.Problems, p => p.Place == place);
    }

    [Fact]
    public void A_list_in_brackets_keeps_what_was_closed_and_names_the_lines_that_were_not_read()
    {
        var read = Read("a.yaml", "Casa 1: [\n  {question: A?, answer: 1},\n  {question: B?: answer: 2]},\n  {question: C?, answer: 3}\n]\nLoft 2:\n- {question: D?, answer: 4}\n");

        Assert.Equal(["A? Casa 1", "D? Loft 2"], read.Articles.Select(a => $"{a.Question} {a.PropertyNames.Single()}"));
        Assert.EndsWith("Lines 3 to 5 were not read.", Assert.Single(read.Problems).Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_table_with_very_many_open_quotation_marks_it_is_said_from_where_on_nothing_was_read()
    {
        var odd = Read("a.csv", "question,answer\nA?,1\n" + string.Concat(Enumerable.Range(0, 61).Select(i => $"Q{i}?,\"open\n")) + "Z?,2\n");
        var few = Read("a.csv", "question,answer\nA?,1\nB?,\"open\nC?,\"open\nD?,4\n");

        Assert.Equal(["A?"], odd.Articles.Select(a => a.Question));
        Assert.Equal((52, "line 54"), (odd.Problems.Count, odd.Problems[^1].Place));
        Assert.Contains("The rest of the file from line 54 was not read", odd.Problems[^1].Words, StringComparison.Ordinal);
        Assert.Equal(["A?", "D?"], few.Articles.Select(a => a.Question));
        Assert.Equal(["line 3", "line 4"], few.Problems.Select(p => p.Place));
    }

    [Fact]
    public void Bytes_that_are_no_text_are_named_by_their_line_and_the_other_lines_come_through()
    {
        var read = ImportFile.Read("a.csv", new byte[][] { "question,answer\nA?,fine\nB?,caf"u8.ToArray(), [0xE9], "\nC?,also\n"u8.ToArray() }.SelectMany(b => b).ToArray());

        Assert.Equal(["A?", "C?"], read.Articles.Select(a => a.Question));
        Assert.All(read.Problems, p => Assert.Equal("line 3", p.Place));
        Assert.NotEmpty(read.Problems);
    }

    [Fact]
    public void Too_large_files_and_files_of_no_known_kind_are_refused_in_words()
    {
        Assert.Contains("5 MB", Assert.Single(ImportFile.Read("a.csv", new byte[ImportLimits.Bytes + 1]).Problems).Words, StringComparison.Ordinal);
        Assert.Contains(".md", Assert.Single(Read("a.docx", "x").Problems).Words, StringComparison.Ordinal);
        Assert.Single(Read("a.csv", "").Problems);
        Assert.Single(Read("a.csv", "a,b\n1,2").Problems);
        Assert.Single(Read("a.md", "no heading").Problems);
        Assert.Single(Read("a.csv", "question,answer\0").Problems);
        var many = Read("a.csv", "question,answer\n" + string.Concat(Enumerable.Range(0, 5002).Select(i => $"Q{i}?,A\n")));
        Assert.Equal((5000, "line 5002"), (many.Articles.Count, Assert.Single(many.Problems).Place));
    }

    [Fact]
    public void What_looks_like_a_token_loses_its_brackets_and_what_cannot_be_seen_goes()
    {
        var article = Assert.Single(Read("a.csv", "question,answer\nA\u200B?,Say [[code:K7Q2]] now").Articles);

        Assert.Equal(("A?", "Say [ [code:K7Q2] ] now"), (article.Question, article.Answer));
        Assert.Equal("Article at line 2", article.ToString());
    }

    [Theory]
    [InlineData(".csv")]
    [InlineData(".md")]
    [InlineData(".yaml")]
    public void No_bytes_make_it_throw(string ending)
    {
        string[] parts = ["question,answer\n", "- ", "# ", "\"", "&a", "*a", "{", "[", ": ", "|", "\n", "---\n", "\t", "~~~ answer\n", "<!-- cendra\n", "-->", "> ", "\u0000", "é", "'", "=1", "!!binary x", "%TAG"];
        for (var seed = 1u; seed < 400; seed++)
        {
            var (text, state) = (new StringBuilder(), seed);
            for (var i = 0; i < 40; i++)
            {
                state = (state * 1664525u) + 1013904223u;
                text.Append(parts[(int)(state >> 8) % parts.Length]);
            }

            Assert.NotNull(ImportFile.Read("a" + ending, Encoding.UTF8.GetBytes(text.ToString()[(int)(seed % 3)..])));
        }
    }

    private static ImportResult Read(string name, string text) => ImportFile.Read(name, Encoding.UTF8.GetBytes(text));
}
