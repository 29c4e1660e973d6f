using MimeKit.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Which elements that hold others are open, as far as it takes to know that an end tag belongs to one of them.</summary>
internal sealed class HtmlOpen
{
    private readonly Dictionary<HtmlTagId, int> open = [];

    /// <summary>One more of them.</summary>
    public void Open(HtmlTagId tag)
    {
        if (IsBlock(tag))
        {
            open[tag] = open.GetValueOrDefault(tag) + 1;
        }
    }

    /// <summary>One less; false = none was open.</summary>
    public bool Close(HtmlTagId tag)
    {
        var isOpen = Has(tag);
        open[tag] = isOpen ? open[tag] - 1 : 0;
        return isOpen;
    }

    /// <summary>At least one is open.</summary>
    public bool Has(HtmlTagId tag) => open.GetValueOrDefault(tag) > 0;

    /// <summary>An element that ends a paragraph and holds whole parts of a mail.</summary>
    public static bool IsBlock(HtmlTagId tag) =>
        tag is HtmlTagId.Div or HtmlTagId.P or HtmlTagId.Table or HtmlTagId.TR or HtmlTagId.TD or HtmlTagId.TH or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.LI or HtmlTagId.BlockQuote or HtmlTagId.Center or HtmlTagId.Pre
            or HtmlTagId.Section or HtmlTagId.Article or HtmlTagId.Header or HtmlTagId.Footer or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.Body or HtmlTagId.Html;
}

/// <summary>
/// An element that is not shown, up to where a browser sees its end: at its own end tag, at that of an element around it, or where the next one begins and nobody writes end tags. Otherwise everything after a paragraph
/// that was hidden and not closed would be lost.
/// </summary>
/// <param name="tag">That opens it.</param>
/// <param name="around">What is open around it.</param>
internal sealed class HtmlHidden(HtmlTagToken tag, HtmlOpen around)
{
    private readonly HtmlOpen within = new();
    private int depth = 1;

    /// <summary>This tag opens something that cannot be within it.</summary>
    public bool EndsBefore(HtmlTagId next) => tag.Id switch
    {
        HtmlTagId.P => HtmlOpen.IsBlock(next),
        HtmlTagId.LI => next == HtmlTagId.LI && !within.Has(HtmlTagId.UL) && !within.Has(HtmlTagId.OL),
        HtmlTagId.TD or HtmlTagId.TH => next is HtmlTagId.TD or HtmlTagId.TH or HtmlTagId.TR && !within.Has(HtmlTagId.Table),
        HtmlTagId.TR => next == HtmlTagId.TR && !within.Has(HtmlTagId.Table),
        HtmlTagId.Title => next == HtmlTagId.Body,
        _ => false,
    };

    /// <summary>A tag within it that has an end tag.</summary>
    public void Open(HtmlTagToken inner)
    {
        within.Open(inner.Id);
        depth += inner.Name == tag.Name ? 1 : 0;
    }

    /// <summary>An end tag of something around it.</summary>
    public bool IsOutside(HtmlTagToken end) => end.Name != tag.Name && !within.Has(end.Id) && around.Has(end.Id);

    /// <summary>An end tag within it, or its own: then true.</summary>
    public bool Close(HtmlTagToken end)
    {
        within.Close(end.Id);
        depth -= end.Name == tag.Name ? 1 : 0;
        return depth == 0;
    }
}
