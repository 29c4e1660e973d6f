using Cendra.Domain.Database;
using Cendra.Server.Security.Pages;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Cendra.Server.Security;

/// <summary>The page of one's own account.</summary>
public static class AccountEndpoints
{
    /// <summary>Maps it.</summary>
    public static void MapAccount(this IEndpointRouteBuilder app)
    {
        var account = app.MapGroup("/account").RequireRateLimiting(RateLimits.SignIn);
        account.MapGet("", (HttpContext c, AuthenticatorDesk desk, UserManager<HostUser> users) => ShowAsync(c, users, desk.ViewAsync));
        account.MapPost("/authenticator", (HttpContext c, [FromForm] string? begin, AuthenticatorDesk desk, UserManager<HostUser> users) =>
            ShowAsync(c, users, desk.BeginAsync));
        account.MapPost("/authenticator/confirm", (HttpContext c, [FromForm] string? code, AuthenticatorDesk desk, UserManager<HostUser> users) =>
            ShowAsync(c, users, user => desk.ConfirmAsync(user, new string([.. (code ?? "").Where(char.IsAsciiDigit)]))));
        account.MapPost("/authenticator/off", (HttpContext c, [FromForm] string? password, AuthenticatorDesk desk, UserManager<HostUser> users) =>
            ShowAsync(c, users, user => desk.EndAsync(user, password ?? "")));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, UserManager<HostUser> users, Func<HostUser, Task<AccountView>> act)
    {
        SecurityHeaders.Secret(context.Response);
        return await users.GetUserAsync(context.User) is { } user
            ? new RazorComponentResult<AccountPage>(new { View = await act(user) })
            : Results.LocalRedirect("/sign-in");
    }
}
