using Cendra.Server.Security.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cendra.Server.Security;

/// <summary>The one-time link: looking at it shows the form, sending the form makes the account.</summary>
public static class SetUpEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapSetUp(this IEndpointRouteBuilder app)
    {
        var links = app.MapGroup("/set-up").AllowAnonymous().RequireRateLimiting(RateLimits.Links);
        links.MapGet("/{token}", ShowAsync);
        links.MapPost("/{token}", MakeAsync);
    }

    private static async Task<IResult> ShowAsync(string token, HttpContext context, SetUpLinks links, CancellationToken ct)
    {
        SecurityHeaders.Secret(context.Response);
        return await links.IsOpenAsync(token, ct) ? Form("", "", []) : Closed();
    }

    private static async Task<IResult> MakeAsync(
        string token, [FromForm] string? name, [FromForm] string? email, [FromForm] string? password,
        HttpContext context, SetUpLinks links, Accounts accounts, SignInDesk desk, CancellationToken ct)
    {
        SecurityHeaders.Secret(context.Response);
        if (!await links.IsOpenAsync(token, ct))
        {
            return Closed();
        }

        var wanted = new NewAccount(name ?? "", email ?? "", password ?? "");
        if (await accounts.ProblemsAsync(wanted) is { Count: > 0 } problems)
        {
            return Form(wanted.Name, wanted.Email, problems);
        }

        if (await links.TakeAsync(token, ct) is not { } role)
        {
            return Closed();
        }

        await desk.WelcomeAsync(await accounts.MakeAsync(wanted, role), ct);
        return Results.LocalRedirect("/");
    }

    private static RazorComponentResult<SetUpPage> Form(string name, string email, IReadOnlyList<string> problems) =>
        new(new { Name = name, Email = email, Problems = problems });

    /// <summary>The same for a link that was used, has expired or never was.</summary>
    private static RazorComponentResult<LinkClosedPage> Closed() => new() { StatusCode = StatusCodes.Status404NotFound };
}
