using System.Text;
using MimeKit.Text;

namespace Cendra.Messaging.Email.Reading;

/// <summary>Lines of text as a reader of the HTML sees them: blanks run together, blocks begin on a line of their own, quoted lines begin with <c>&gt;</c>.</summary>
internal sealed class HtmlLines
{
    private readonly StringBuilder text = new();
    private readonly StringBuilder line = new();
    private bool blankOwed;

    /// <summary>How many mails the next line is quoted in.</summary>
    public int Quoted { get; set; }

    /// <summary>Lines with something in them so far.</summary>
    public int Count { get; private set; }

    /// <summary>No more is taken.</summary>
    public bool IsFull => text.Length + line.Length > ReplyText.Longest;

    /// <summary>All of it.</summary>
    public string Text
    {
        get
        {
            Finish();
            return text.ToString().Trim('\n', ' ');
        }
    }

    /// <summary>More of the line, or lines where breaks count.</summary>
    public void Write(string data, bool isPreformatted)
    {
        foreach (var c in data)
        {
            if (IsFull)
            {
                return;
            }

            if (c == '\n' && isPreformatted)
            {
                End();
            }
            else if (isPreformatted || !(c is ' ' or '\t' or '\r' or '\n' or '\f'))
            {
                line.Append(c == '\u00a0' ? ' ' : c);
            }
            else if (line.Length > 0 && line[^1] != ' ')
            {
                line.Append(' ');
            }
        }
    }

    /// <summary>What a tag, opened or closed, does to the lines.</summary>
    public void Break(HtmlTagId tag)
    {
        switch (tag)
        {
            case HtmlTagId.Br:
                End();
                break;
            case HtmlTagId.P or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6 or HtmlTagId.UL or HtmlTagId.OL or HtmlTagId.Table or HtmlTagId.BlockQuote or HtmlTagId.Pre:
                Finish();
                blankOwed = text.Length > 0;
                break;
            case HtmlTagId.Div or HtmlTagId.TR or HtmlTagId.LI or HtmlTagId.HR or HtmlTagId.DT or HtmlTagId.DD or HtmlTagId.Section or HtmlTagId.Article or HtmlTagId.Header or HtmlTagId.Footer or HtmlTagId.Address or HtmlTagId.Center:
                Finish();
                break;
            case HtmlTagId.TD or HtmlTagId.TH:
                Write(" ", isPreformatted: false);
                break;
        }
    }

    /// <summary>A line of its own that is not quoted.</summary>
    public void Line(string words)
    {
        Finish();
        text.Append(words).Append('\n');
    }

    /// <summary>Ends the line if anything stands in it.</summary>
    public void Finish()
    {
        if (line.Length > 0)
        {
            End();
        }
    }

    private void End()
    {
        var words = line.ToString().TrimEnd();
        line.Clear();
        if (blankOwed && words.Length > 0)
        {
            text.Append('\n');
            blankOwed = false;
        }

        if (words.Length > 0)
        {
            text.Append('>', Quoted).Append(Quoted > 0 ? " " : "").Append(words);
            Count++;
        }

        text.Append('\n');
    }
}
