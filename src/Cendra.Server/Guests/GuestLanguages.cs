namespace Cendra.Server.Guests;

/// <summary>A language of the guest's page, with its own name for itself.</summary>
public sealed record GuestLanguage(string Code, string Name, bool IsRightToLeft = false);

/// <summary>The languages in which <c>prompts/guest-page.md</c> is written, and which of them a page is shown in.</summary>
public static class GuestLanguages
{
    private const int LongestHeader = 200;

    /// <summary>All of them, in the order in which the page offers them.</summary>
    public static IReadOnlyList<GuestLanguage> All { get; } =
    [
        new("en", "English"), new("es", "Español"), new("fr", "Français"), new("de", "Deutsch"), new("it", "Italiano"), new("pt", "Português"), new("nl", "Nederlands"),
        new("ar", "العربية", IsRightToLeft: true), new("zh", "中文"), new("ru", "Русский"), new("tr", "Türkçe"), new("ja", "日本語"),
    ];

    /// <summary>
    /// What the guest chose on the page, else the language of the booking, else the first that the browser wants, else English. <paramref name="booked"/> is empty where no booking may
    /// be seen to exist.
    /// </summary>
    public static GuestLanguage Of(string chosen, string booked, string accepted) =>
        Known(chosen) ?? Known(booked) ?? (accepted.Length <= LongestHeader ? accepted : "").Split(',').Select(part => Known(part.Split(';')[0])).FirstOrDefault(l => l is not null) ?? All[0];

    private static GuestLanguage? Known(string tag)
    {
        var primary = tag.Trim().Split('-')[0].ToLowerInvariant();
        return All.FirstOrDefault(l => l.Code == primary);
    }
}
