using MimeKit.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>What an element of a mail's HTML holds.</summary>
internal enum HtmlPart
{
    /// <summary>What somebody wrote.</summary>
    Written,

    /// <summary>Nothing that is shown.</summary>
    Hidden,

    /// <summary>A quoted mail, from the element's beginning to its end.</summary>
    Quote,

    /// <summary>"On … wrote:", whatever the language.</summary>
    Announcement,

    /// <summary>A quoted mail begins and goes on to the end of the text.</summary>
    QuoteFromHere,
}

/// <summary>Knows quoted mails by what the usual mail programs write around them; no language is needed for it.</summary>
internal static class HtmlQuotes
{
    private static readonly string[] Invisible = ["display:none", "visibility:hidden", "mso-hide:all", "max-height:0", "font-size:0"];

    /// <summary>What the element is that this tag opens.</summary>
    public static HtmlPart Of(HtmlTagToken tag)
    {
        var (classes, id, style, type) = ("", "", "", "");
        foreach (var attribute in tag.Attributes)
        {
            var value = attribute.Value ?? "";
            switch (attribute.Id)
            {
                case HtmlAttributeId.Class: classes = value; break;
                case HtmlAttributeId.Id: id = Own(value); break;
                case HtmlAttributeId.Style: style = Compact(value); break;
                case HtmlAttributeId.Type: type = value; break;
                default:
                    if (attribute.Name.Equals("hidden", StringComparison.OrdinalIgnoreCase))
                    {
                        return HtmlPart.Hidden;
                    }

                    break;
            }
        }

        return IsInvisible(style) ? HtmlPart.Hidden : ByPlace(tag.Id, id, style) ?? ByClass(tag.Id, classes, type);
    }

    private static HtmlPart? ByPlace(HtmlTagId tag, string id, string style) => (tag, id) switch
    {
        (_, "divRplyFwdMsg" or "appendonsend") or (HtmlTagId.HR, "stopSpelling") => HtmlPart.QuoteFromHere,
        (_, "OLK_SRC_BODY_SECTION" or "yahoo_quoted" or "isForwardContent" or "isReplyContent") => HtmlPart.Quote,
        (HtmlTagId.Div, _) when style.Contains("border-top:solid#e1e1e1", StringComparison.Ordinal) || style.Contains("border-top:solid#b5c4df", StringComparison.Ordinal) => HtmlPart.QuoteFromHere,
        _ => null,
    };

    private static HtmlPart ByClass(HtmlTagId tag, string classes, string type)
    {
        if (tag == HtmlTagId.BlockQuote && type.Equals("cite", StringComparison.OrdinalIgnoreCase))
        {
            return HtmlPart.Quote;
        }

        foreach (var name in classes.Split(' ', 20, StringSplitOptions.RemoveEmptyEntries).Select(Own))
        {
            switch (name)
            {
                case "gmail_attr" or "moz-cite-prefix": return HtmlPart.Announcement;
                case "gmail_quote" when tag == HtmlTagId.BlockQuote: return HtmlPart.Quote;
                case "yahoo_quoted" or "protonmail_quote" or "zmail_extra" or "tutanota_quote": return HtmlPart.Quote;
            }
        }

        return HtmlPart.Written;
    }

    /// <summary>Outlook on the web puts <c>x_</c> before the names of what it quotes.</summary>
    private static string Own(string name)
    {
        while (name.StartsWith("x_", StringComparison.Ordinal))
        {
            name = name[2..];
        }

        return name;
    }

    private static string Compact(string style) =>
        style.Length > 1000 ? "" : string.Concat(style.Where(c => !char.IsWhiteSpace(c))).ToLowerInvariant();

    private static bool IsInvisible(string style) => style.Length > 0 && Array.Exists(Invisible, rule =>
        style.IndexOf(rule, StringComparison.Ordinal) is >= 0 and var at && (at + rule.Length == style.Length || style[at + rule.Length] is ';' or 'p' or '!'));
}
