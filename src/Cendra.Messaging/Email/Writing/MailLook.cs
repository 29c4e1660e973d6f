namespace Cendra.Messaging.Email.Writing;

/// <summary>
/// How mails look: the colours of the guest's page. Every rule stands in the element itself, since many programs drop style sheets; the sheet adds the dark colours alone.
/// The edge above is ember where Cendra speaks, and plain where a person does.
/// Text and ground are always set together, so that a program which darkens mails by itself turns both.
/// </summary>
internal static class MailLook
{
    private const string Face = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif;";
    private const string Whole = "overflow-wrap:anywhere;word-break:break-word;";

    private const string Bottom = "border-radius:0 0 11px 11px;";

    public const string Page = "margin:0;padding:0;background-color:#F6F4F1;";
    public const string Card = "max-width:600px;table-layout:fixed;background-color:#FFFFFF;border:1px solid #E1DBD4;border-radius:12px;border-collapse:separate;";
    public const string Automatic = "border-top:3px solid #B3401A;";
    public const string Personal = "border-top:3px solid #2A2522;";
    public const string HeadCell = "padding:20px 24px 0 24px;";
    public const string Head = $"margin:0;{Face}font-size:16px;line-height:24px;font-weight:600;color:#544D47;background-color:#FFFFFF;{Whole}";
    public const string TextCell = $"padding:20px 24px 8px 24px;{Face}font-size:16px;line-height:24px;color:#211D1A;background-color:#FFFFFF;{Bottom}{Whole}";
    public const string Paragraph = "margin:0 0 16px 0;";
    public const string FootCell = $"padding:12px 24px 20px 24px;border-top:1px solid #E1DBD4;{Face}font-size:14px;line-height:20px;color:#6A625B;background-color:#FFFFFF;{Bottom}{Whole}";
    public const string Link = "color:#211D1A;background-color:#FFFFFF;text-decoration:underline;word-break:break-all;";
    public const string LinkAlone = "display:block;margin:8px 0 0 0;padding:11px 16px;border:1px solid #8A8178;border-radius:8px;background-color:#FAF8F6;color:#211D1A;font-weight:600;text-align:left;text-decoration:underline;word-break:break-all;";
    public const string Code = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono','Courier New',monospace;font-size:24px;line-height:36px;font-weight:700;white-space:nowrap;padding:2px 8px;border-radius:8px;color:#211D1A;background-color:#EDE9E4;";

    public const string Dark = """
        :root{color-scheme:light dark;supported-color-schemes:light dark}
        @media (prefers-color-scheme:dark){
        .m-page{background-color:#141211!important}
        .m-card,.m-foot{border-color:#39332F!important}
        .m-automatic{border-top-color:#F39A72!important}
        .m-personal{border-top-color:#F1EAE3!important}
        .m-card,.m-head,.m-text,.m-foot,.m-link{background-color:#1D1A18!important}
        .m-text,.m-link,.m-alone,.m-code{color:#F4EFEA!important}
        .m-head{color:#C9BFB6!important}
        .m-foot{color:#A89D94!important}
        .m-foot .m-link{color:#C9BFB6!important}
        .m-alone{background-color:#272320!important;border-color:#8F857C!important}
        .m-code{background-color:#302A26!important}
        }
        """;
}
