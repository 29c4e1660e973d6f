using Cendra.Domain.Database;
using Cendra.Server.Security.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Cendra.Server.Security;

/// <summary>Sign-in, its second step, sign-out, and the choice of light or dark. Static pages: they work without a script.</summary>
public static class SignInEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSignIn(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("").AllowAnonymous().RequireRateLimiting(RateLimits.SignIn);
        desk.MapGet("/sign-in", ([FromQuery] string? returnUrl) => Page(returnUrl, refused: false));
        desk.MapPost("/sign-in", SignInAsync);
        desk.MapGet("/sign-in/code", async ([FromQuery] string? returnUrl, SignInDesk signIn) =>
            await signIn.AwaitsCodeAsync() ? (IResult)CodePage(returnUrl, refused: false) : Results.LocalRedirect("/sign-in"));
        desk.MapPost("/sign-in/code", CodeAsync);
        app.MapPost("/sign-out", SignOutAsync);
        app.MapGet("/not-allowed", () => new RazorComponentResult<NotAllowedPage>());
        app.MapPost("/theme", ChooseTheme).AllowAnonymous();
    }

    /// <summary>A path on this server, or the start page: never an address that a link brought along.</summary>
    public static string Local(string? returnUrl) =>
        returnUrl is ['/', ..] && returnUrl is not ['/', '/' or '\\', ..] && !returnUrl.Any(char.IsControl) ? InAscii(returnUrl) : "/";

    /// <summary>A header holds ASCII only; escapes that are there already stay as they are.</summary>
    private static string InAscii(string path) => string.Concat(path.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())));

    private static async Task<IResult> SignInAsync(
        [FromForm] string? email, [FromForm] string? password, [FromForm] string? returnUrl, SignInDesk desk, CancellationToken ct) =>
        await desk.WithPasswordAsync(email ?? "", Bounded(password), ct) switch
        {
            SignInOutcome.In => Results.LocalRedirect(Local(returnUrl)),
            SignInOutcome.CodeNeeded => Results.LocalRedirect($"/sign-in/code?returnUrl={Uri.EscapeDataString(Local(returnUrl))}"),
            _ => Page(returnUrl, refused: true),
        };

    private static async Task<IResult> CodeAsync(
        [FromForm] string? code, [FromForm] string? recovery, [FromForm] string? returnUrl, SignInDesk desk, CancellationToken ct)
    {
        var outcome = string.IsNullOrWhiteSpace(recovery)
            ? await desk.WithCodeAsync(new string([.. (code ?? "").Where(char.IsAsciiDigit)]), ct)
            : await desk.WithRecoveryCodeAsync(recovery.Trim(), ct);
        return outcome == SignInOutcome.In ? Results.LocalRedirect(Local(returnUrl)) : CodePage(returnUrl, refused: true);
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, [FromForm] string? leave, SignInDesk desk, UserManager<HostUser> users, CancellationToken ct)
    {
        _ = leave;
        await desk.OutAsync(await users.GetUserAsync(context.User), ct);
        return Results.LocalRedirect("/sign-in");
    }

    private static IResult ChooseTheme(HttpContext context, [FromForm] string? theme, [FromForm] string? returnUrl)
    {
        if (theme is "light" or "dark")
        {
            context.Response.Cookies.Append(ThemeCookie.Name, theme, new CookieOptions
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Lax,
                Secure = context.Request.IsHttps,
                MaxAge = TimeSpan.FromDays(365),
                IsEssential = true,
            });
        }

        return Results.LocalRedirect(Local(returnUrl));
    }

    private static string Bounded(string? password) => password is { Length: <= Accounts.LongestPassword } ? password : "";

    private static RazorComponentResult<SignInPage> Page(string? returnUrl, bool refused) => new(new { ReturnUrl = Local(returnUrl), Refused = refused });

    private static RazorComponentResult<SignInCodePage> CodePage(string? returnUrl, bool refused) => new(new { ReturnUrl = Local(returnUrl), Refused = refused });
}
