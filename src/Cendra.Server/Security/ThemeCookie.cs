namespace Cendra.Server.Security;

/// <summary>The choice of light or dark, read while the page is rendered on the server so that nothing flashes.</summary>
public static class ThemeCookie
{
    /// <summary>Name of the cookie.</summary>
    public const string Name = "cendra-theme";

    /// <summary><c>light</c>, <c>dark</c>, or null to follow the system.</summary>
    public static string? Of(HttpContext? context) => context?.Request.Cookies[Name] is "light" or "dark" ? context.Request.Cookies[Name] : null;
}
