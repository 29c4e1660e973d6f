using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Cendra.Knowledge.Articles;

/// <summary>An article's Markdown as a guest reads it in a message: plain lines, lists with dashes or numbers, links as their address behind their words. Nothing of HTML is left.</summary>
public static class GuestText
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().DisableHtml().Build();

    /// <summary>The plain text; places of secrets stay as they are.</summary>
    public static string Of(string markdown)
    {
        var text = new StringBuilder();
        Blocks(text, Markdown.Parse(markdown, Pipeline), "");
        return text.ToString().ReplaceLineEndings("\n").Trim();
    }

    private static void Blocks(StringBuilder text, ContainerBlock blocks, string indent)
    {
        foreach (var block in blocks)
        {
            switch (block)
            {
                case ListBlock list:
                    Items(text, list, indent);
                    break;
                case ContainerBlock inner:
                    Blocks(text, inner, indent);
                    break;
                case LeafBlock { Inline: { } inline }:
                    Inlines(text.Append(indent), inline);
                    text.Append(blocks is ListItemBlock ? "\n" : "\n\n");
                    break;
                case CodeBlock code:
                    text.Append(code.Lines.ToString()).Append("\n\n");
                    break;
            }
        }
    }

    private static void Items(StringBuilder text, ListBlock list, string indent)
    {
        var number = int.TryParse(list.OrderedStart, out var start) ? start : 1;
        foreach (var item in list.OfType<ListItemBlock>())
        {
            var at = text.Length;
            Blocks(text, item, $"{indent}  ");
            var mark = list.IsOrdered ? $"{number++}. " : "- ";
            if (text.Length > at)
            {
                text.Remove(at, Math.Min(indent.Length + 2, text.Length - at)).Insert(at, indent + mark);
            }
        }

        if (indent.Length == 0)
        {
            text.Append('\n');
        }
    }

    private static void Inlines(StringBuilder text, ContainerInline inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content);
                    break;
                case CodeInline code:
                    text.Append(code.Content);
                    break;
                case LineBreakInline:
                    text.Append('\n');
                    break;
                case AutolinkInline auto:
                    text.Append(auto.Url);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded);
                    break;
                case LinkInline link:
                    Link(text, link);
                    break;
                case ContainerInline inner:
                    Inlines(text, inner);
                    break;
            }
        }
    }

    private static void Link(StringBuilder text, LinkInline link)
    {
        var at = text.Length;
        Inlines(text, link);
        var words = text.ToString(at, text.Length - at);
        if (!link.IsImage && link.Url is { Length: > 0 } url && url != words)
        {
            text.Append(words.Length > 0 ? $" ({url})" : url);
        }
    }
}
