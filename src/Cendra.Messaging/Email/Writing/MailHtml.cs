using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Cendra.Messaging.Email.Reading;

namespace Cendra.Messaging.Email.Writing;

/// <summary>
/// The text of a mail as a page: a heading, the paragraphs, the small print. Well-formed as XML, nothing in it is fetched, and a link shows its whole address. Tables carry the layout,
/// since Outlook draws with Word.
/// </summary>
internal static class MailHtml
{
    private const int LongestHeader = 120;
    private const string Table = """role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0" """;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The page of a draft whose text and foot are clean.</summary>
    public static string Of(MailDraft draft, string text, string foot)
    {
        var (language, header) = (WrittenLanguage.Tag(draft.Language) ?? "und", OneLine.Of(draft.Header, LongestHeader));
        var (dir, side) = WrittenLanguage.IsRightToLeft(draft.Language) || WrittenLanguage.RunsRightToLeft(text) ? ("rtl", "right") : ("ltr", "left");
        var (voice, edge) = draft.Occasion == MailOccasion.Person ? ("m-personal", MailLook.Personal) : ("m-automatic", MailLook.Automatic);
        return $"""
            <!DOCTYPE html>
            <html lang="{language}" dir="{dir}">
            <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <meta name="supported-color-schemes" content="light dark" />
            <meta name="format-detection" content="telephone=no, date=no, address=no, email=no" />
            <title>{Encoded(WrittenText.Line(draft.Subject, MailWriter.LongestSubject))}</title>
            <style>
            {MailLook.Dark}
            </style>
            </head>
            <body class="m-page" style="{MailLook.Page}">
            <table {Table}class="m-page" bgcolor="#F6F4F1" lang="{language}" dir="{dir}" style="{MailLook.Page}"><tr><td align="center" style="padding:16px 12px;">
            <!--[if mso]><table role="presentation" width="600" align="center" cellpadding="0" cellspacing="0" border="0"><tr><td><![endif]-->
            <table {Table}class="m-card {voice}" bgcolor="#FFFFFF" style="{MailLook.Card}{edge}">
            {Row(header.Length > 0 ? $"<h1 class=\"m-head\" style=\"{MailLook.Head}\">{Encoded(header)}</h1>" : "", "m-top", MailLook.HeadCell, side)}
            {Row(Paragraphs(text, draft.Codes), "m-text", MailLook.TextCell, side)}
            {Row(foot.Length > 0 ? Lines(foot, [], mayStandAlone: false) : "", "m-foot", MailLook.FootCell, side)}
            </table>
            <!--[if mso]></td></tr></table><![endif]-->
            </td></tr></table>
            </body>
            </html>

            """;
    }

    private static string Row(string content, string name, string style, string side) =>
        content.Length == 0 ? "" : $"<tr><td class=\"{name}\" align=\"{side}\" style=\"{style}text-align:{side};\">{content}</td></tr>";

    private static string Paragraphs(string text, IReadOnlyList<string> codes)
    {
        var html = new StringBuilder();
        var lines = new List<string>();
        foreach (var line in text.Split('\n').Append(""))
        {
            if (!string.IsNullOrWhiteSpace(line))
            {
                lines.Add(line);
            }
            else if (lines.Count > 0)
            {
                html.Append($"<p style=\"{MailLook.Paragraph}\">").Append(Lines(string.Join('\n', lines), codes, mayStandAlone: true)).Append("</p>\n");
                lines.Clear();
            }
        }

        return html.ToString();
    }

    private static string Lines(string text, IReadOnlyList<string> codes, bool mayStandAlone) =>
        string.Join("<br />\n", text.Split('\n').Select(line => Line(LinePieces.Of(line, codes), mayStandAlone)));

    /// <summary>The one link at a line's end gets a place of its own that a thumb can hit.</summary>
    private static string Line(IReadOnlyList<LinePiece> pieces, bool mayStandAlone)
    {
        var isAlone = mayStandAlone && pieces is [.., { Kind: PieceKind.Link }] && pieces.Count(p => p.Kind == PieceKind.Link) == 1;
        return string.Concat(pieces.Select(p => Piece(p, isAlone)));
    }

    private static string Piece(LinePiece piece, bool isAlone) => (piece.Kind, Encoded(piece.Text)) switch
    {
        (PieceKind.Link, var url) when isAlone => $"<a class=\"m-alone\" dir=\"ltr\" href=\"{url}\" style=\"{MailLook.LinkAlone}\">{url}</a>",
        (PieceKind.Link, var url) => $"<a class=\"m-link\" dir=\"ltr\" href=\"{url}\" style=\"{MailLook.Link}\">{url}</a>",
        (PieceKind.Code, var code) => $"<strong class=\"m-code\" dir=\"ltr\" style=\"{MailLook.Code}\">{code}</strong>",
        (PieceKind.Number, var number) => $"<span dir=\"ltr\">{number}</span>",
        (_, var words) => words,
    };

    private static string Encoded(string text) => Encoder.Encode(text);
}
