using MimeKit.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Goes over the tags of one mail and writes what stands between them. Tags that nobody closed end with the text.</summary>
/// <param name="lines">Where the text goes.</param>
/// <param name="shows">True = what a style hides is shown all the same.</param>
internal sealed class HtmlWalk(HtmlLines lines, bool shows)
{
    private const string Mark = "----- Original Message -----";
    private const int MostQuotes = 20;
    private const int LongestAnnouncement = 3;

    private readonly List<Region> quotes = [];
    private readonly HtmlOpen open = new();
    private HtmlHidden? skipped;
    private int preformatted;

    /// <summary>One tag or piece of text.</summary>
    public void Take(HtmlToken token)
    {
        switch (token)
        {
            case HtmlTagToken { IsEndTag: false } tag:
                Open(tag);
                break;
            case HtmlTagToken tag:
                Close(tag);
                break;
            case HtmlDataToken { Kind: HtmlTokenKind.Data or HtmlTokenKind.CData } data when skipped is null:
                lines.Write(data.Data, preformatted > 0);
                break;
        }
    }

    private void Open(HtmlTagToken tag)
    {
        var isOpen = !tag.IsEmptyElement && !tag.Id.IsEmptyElement();
        if (skipped is not null && !skipped.EndsBefore(tag.Id))
        {
            if (isOpen)
            {
                skipped.Open(tag);
            }

            return;
        }

        skipped = null;
        var part = IsNeverShown(tag.Id) ? HtmlPart.Hidden : HtmlQuotes.Of(tag);
        if (part == HtmlPart.Hidden && isOpen && (!shows || IsNeverShown(tag.Id)))
        {
            skipped = new HtmlHidden(tag, open);
            return;
        }

        lines.Break(tag.Id);
        if (part is HtmlPart.Announcement or HtmlPart.QuoteFromHere)
        {
            lines.Line(Mark);
        }

        if (isOpen)
        {
            Enter(tag, part);
        }
    }

    private void Enter(HtmlTagToken tag, HtmlPart part)
    {
        open.Open(tag.Id);
        quotes.ForEach(quote => quote.Depth += quote.Name == tag.Name ? 1 : 0);
        preformatted += tag.Id == HtmlTagId.Pre ? 1 : 0;
        if (part is HtmlPart.Quote or HtmlPart.Announcement && quotes.Count < MostQuotes)
        {
            lines.Finish();
            quotes.Add(new Region(tag, lines.Count) { IsAnnouncement = part == HtmlPart.Announcement });
            lines.Quoted = quotes.Count;
        }
    }

    private void Close(HtmlTagToken tag)
    {
        if (skipped is not null && !skipped.IsOutside(tag))
        {
            skipped = skipped.Close(tag) ? null : skipped;
            return;
        }

        skipped = null;
        open.Close(tag.Id);
        lines.Break(tag.Id);
        preformatted -= tag.Id == HtmlTagId.Pre && preformatted > 0 ? 1 : 0;
        quotes.ForEach(quote => quote.Depth -= quote.Name == tag.Name ? 1 : 0);
        if (quotes.RemoveAll(quote => quote.Depth == 0 && Ended(quote)) > 0)
        {
            lines.Finish();
            lines.Quoted = quotes.Count;
        }
    }

    /// <summary>An announcement of many lines is that of a forwarded mail, whose text follows without marks.</summary>
    private bool Ended(Region quote)
    {
        lines.Finish();
        if (quote.IsAnnouncement && lines.Count - quote.FirstLine >= LongestAnnouncement)
        {
            lines.Quoted = quotes.Count - 1;
            lines.Line(Mark);
        }

        return true;
    }

    /// <summary>Not the head: where its end was forgotten the whole mail stands in it, and what belongs there shows no text.</summary>
    private static bool IsNeverShown(HtmlTagId tag) => tag is HtmlTagId.Style or HtmlTagId.Script or HtmlTagId.Title or HtmlTagId.Object or HtmlTagId.Select;

    private sealed class Region(HtmlTagToken tag, int firstLine)
    {
        public string Name { get; } = tag.Name;

        public int FirstLine { get; } = firstLine;

        public bool IsAnnouncement { get; init; }

        public int Depth { get; set; } = 1;
    }
}
