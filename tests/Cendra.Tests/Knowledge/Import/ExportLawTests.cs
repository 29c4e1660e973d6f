using System.Text;
using Cendra.Knowledge.Export;
using Cendra.Knowledge.Import;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Xunit;

namespace Cendra.Tests.Knowledge.Import;

public sealed class ExportLawTests
{
    private static readonly string[] Bits =
    [
        "Where", " ", "is it?", "# x", "\n", "\n\n", "## Head\n", "```\n", "~~~\n", "~~~ answer\n", "---\n", "===\n", "<!-- cendra\n", "-->", "<div>", "- ", "1. ", "> ", "\"", "'", "''=", "=1+1", "+49", "@x", ";", ",", "\t", "\\", "\\;",
        ": ", "#", " #", "{{wifi}}", "*a", "&b", "!x", "%", "|", "[x]: /y", "é", "密码", "مرحبا", "😀", "<!--", "sep=;", "~", "null", "yes", "\u2028", "\u0085", "-", "question: q",
    ];

    private static Arbitrary<ImportedArticle[]> Articles()
    {
        var text = Gen.Elements(Bits).ListOf().Select(b => string.Concat(b));
        var day = Gen.Choose(0, 400).Select(d => d == 0 ? (DateOnly?)null : new DateOnly(2026, 1, 1).AddDays(d));
        var article = from question in text from answer in text from topic in text from names in text.ListOf() from from_ in day from until in day from sensitive in Gen.Elements(true, false) from language in Gen.Elements("", "en", "zh")
                      select Clean(question, answer, topic, language, names, from_, until < from_ ? null : until, sensitive);
        return article.ListOf().Select(a => a.ToArray()).ToArbitrary();
    }

    [Property(MaxTest = 150)]
    public Property What_is_exported_is_imported_again_word_for_word() => Prop.ForAll(Articles(), articles =>
    {
        foreach (var format in Enum.GetValues<ArticleFormat>())
        {
            var file = ArticleExport.Write(articles, format);
            var read = ImportFile.Read("a" + ArticleExport.Named(format).Ending, file);
            var same = read.Articles.Count == articles.Length && read.Articles.Zip(articles).All(p => p.First.SaysTheSame(p.Second));
            Assert.True(same && (read.Problems.Count == 0 || articles.Length == 0), $"{format}: {Encoding.UTF8.GetString(file)}\n{string.Join('\n', read.Problems)}");
        }
    });

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")")]
    [InlineData("+1")]
    [InlineData("-towels")]
    [InlineData("@x")]
    [InlineData("'=1")]
    public void No_cell_begins_with_what_a_spreadsheet_takes_for_a_formula(string text)
    {
        var file = Encoding.UTF8.GetString(ArticleExport.Write([Clean(text, text, "", "en", [text], null, null, false)], ArticleFormat.Csv));

        Assert.DoesNotMatch("(?m)(?:^|[,;\"])[=+@-]", file.Replace("\"\"", "", StringComparison.Ordinal));
    }

    [Fact]
    public void An_ordinary_article_is_exported_as_people_would_write_it()
    {
        var article = Clean("Where do we park?", "Behind the house.\n\n- left", "parking", "en", ["Casa 1"], null, null, false);

        Assert.Equal("## Where do we park?\n\n<!-- cendra\ntopic: \"parking\"\nlanguage: \"en\"\nproperty: [\"Casa 1\"]\n-->\n\nBehind the house.\n\n- left\n", Encoding.UTF8.GetString(ArticleExport.Write([article], ArticleFormat.Markdown)));
        Assert.Equal("- question: \"Where do we park?\"\n  answer: |-\n    Behind the house.\n\n    - left\n  topic: \"parking\"\n  language: \"en\"\n  property: [\"Casa 1\"]\n", Encoding.UTF8.GetString(ArticleExport.Write([article], ArticleFormat.Yaml)));
    }

    private static ImportedArticle Clean(string question, string answer, string topic, string language, IEnumerable<string> names, DateOnly? from, DateOnly? until, bool sensitive)
    {
        var (q, a) = (ImportText.OneLine(question), ImportText.Clean(answer));
        return new ImportedArticle(Short(q, 300), Short(a, 4000), ImportText.OneLine(topic), language, [.. names.Select(ImportText.OneLine).Where(n => n.Length > 0).Distinct().Take(100)], from, until, sensitive, "");
    }

    private static string Short(string text, int longest) => text.Length == 0 ? "Q" : ImportText.Clean(text[..Math.Min(text.Length, longest)]) is { Length: > 0 } cut ? cut : "Q";
}
