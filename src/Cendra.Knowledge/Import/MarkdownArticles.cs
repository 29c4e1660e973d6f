using System.Text.RegularExpressions;
using Markdig;
using Markdig.Syntax;

namespace Cendra.Knowledge.Import;

/// <summary>
/// Articles in Markdown: every heading is a question, the text up to the next heading its answer, kept as Markdown. A heading below another becomes "Parent: child". Facts for all of the
/// file stand in YAML front matter; facts of one article in a comment <c>&lt;!-- cendra</c> right below its heading. A block fenced with <c>~~~ answer</c> is taken word for word.
/// </summary>
internal static partial class MarkdownArticles
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    private sealed record Heading(int Level, string Words, int Line, int Start, int End);

    public static ImportResult Read(string text, string name)
    {
        var problems = new List<ImportProblem>();
        var articles = new List<ImportedArticle>();
        var (defaults, skipped) = FrontMatter(text, problems);
        if (Headings(text, skipped) is not { } headings)
        {
            return ImportResult.Failed(name, "Quotes or lists lie too deep in one another. Flatten them.");
        }

        if (text[skipped..(headings.Count > 0 ? headings[0].Start : text.Length)].Trim().Length > 0 || headings.Count == 0)
        {
            problems.Add(new ImportProblem($"{name}, beginning", headings.Count == 0 ? "There is no heading. Put a heading (# …) with the question above each answer." : "There is text before the first heading; it was left out. Put a heading (# …) above it."));
        }

        var above = new List<Heading>();
        for (var i = 0; i < headings.Count; i++)
        {
            above.RemoveAll(h => h.Level >= headings[i].Level);
            var hasChild = i + 1 < headings.Count && headings[i + 1].Level > headings[i].Level;
            var body = text[headings[i].End..(i + 1 < headings.Count ? headings[i + 1].Start : text.Length)];
            above.Add(headings[i]);
            Take(string.Join(": ", above.Where(h => h.Words.Length > 0).Select(h => h.Words)), body, hasChild, new Position(name, i + 1, headings[i].Line), defaults, articles, problems);
        }

        return new ImportResult(articles, problems);
    }

    private readonly record struct Position(string File, int Number, int Line)
    {
        public override string ToString() => $"{File}, heading {Number}";
    }

    private static void Take(string question, string body, bool hasChild, Position at, ArticleFields? defaults, List<ImportedArticle> articles, List<ImportProblem> problems)
    {
        var comment = Comment().Match(body);
        var facts = comment.Success ? YamlArticles.Fields(comment.Groups[1].Value, at.ToString(), at.Line, problems) : null;
        if (comment.Success && facts is null)
        {
            problems.Add(new ImportProblem(at.ToString(), "The comment with its facts is not read: write lines such as “language: en”."));
            return;
        }

        var answer = comment.Success ? body[comment.Length..] : body;
        var literal = Literal().Match(answer.Trim('\n', ' '));
        answer = literal.Success ? literal.Groups[2].Value : answer;
        if (answer.Trim().Length == 0 && hasChild && !comment.Success)
        {
            return;
        }

        var fields = new ArticleFields(at.ToString());
        fields.Set("question", question);
        fields.Fill(defaults);
        fields.Fill(facts);
        fields.Set("answer", answer);
        if (fields.Read(problems) is { } article)
        {
            articles.Add(article);
        }
    }

    private static (ArticleFields? Defaults, int Skipped) FrontMatter(string text, List<ImportProblem> problems)
    {
        if (FrontMatterBlock().Match(text) is not { Success: true } block)
        {
            return (null, 0);
        }

        var fields = YamlArticles.Fields(block.Groups[1].Value, "line 1", 1, problems);
        if (fields is null && block.Groups[1].Value.Trim().Length > 0)
        {
            problems.Add(new ImportProblem("line 1", "The facts between the two lines of dashes are not YAML and were left out. Write lines such as “language: en”."));
        }

        return (fields, block.Length);
    }

    private static List<Heading>? Headings(string text, int skipped)
    {
        try
        {
            // Front matter becomes blank, so that all places stay what they are.
            var readable = skipped == 0 ? text : BlankOut().Replace(text[..skipped], " ") + text[skipped..];
            var found = new List<Heading>();
            foreach (var block in Markdown.Parse(readable, Pipeline).OfType<HeadingBlock>())
            {
                var start = text.LastIndexOf('\n', Math.Max(0, block.Span.Start - 1), Math.Max(0, block.Span.Start)) + 1;
                var end = text.IndexOf('\n', Math.Min(text.Length - 1, block.Span.End));
                end = end < 0 ? text.Length : end;
                found.Add(new Heading(block.Level, Words(text[start..end], block.IsSetext), block.Line + 1, start, end));
            }

            return found;
        }
        catch (ArgumentException)
        {
            return null; // The parser refuses what is nested too deep.
        }
    }

    private static string Words(string written, bool isSetext) =>
        isSetext ? written[..Math.Max(0, written.TrimEnd().LastIndexOf('\n'))].Trim() : Closing().Replace(written.Trim().TrimStart('#'), "").Trim();

    [GeneratedRegex(@"(?:^|[ \t])#+[ \t]*$", RegexOptions.NonBacktracking)]
    private static partial Regex Closing();

    [GeneratedRegex(@"[^\n]", RegexOptions.NonBacktracking)]
    private static partial Regex BlankOut();

    [GeneratedRegex(@"^---[ \t]*\n((?:[^\n]*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)", RegexOptions.NonBacktracking)]
    private static partial Regex FrontMatterBlock();

    [GeneratedRegex(@"^\s*<!-- cendra\n((?:[^\n]*\n)*?)-->", RegexOptions.NonBacktracking)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^(~{3,}) answer\n(.*)\n\1$", RegexOptions.Singleline)]
    private static partial Regex Literal();
}
