using Cendra.Server.Console.Links.Pages;
using Cendra.Server.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cendra.Server.Console.Links;

/// <summary>
/// <c>/a/{token}</c>: looking shows what is wrong, a tap takes it. Previews of links and scanners of mail look and never tap.
/// The tap needs no hidden form token: who knows the 128 bits of the address may act, who does not can make nobody's browser act, and the address is opened in browsers inside
/// messengers that keep no cookies.
/// </summary>
public static class NoticeLinkEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapNoticeLinks(this IEndpointRouteBuilder app)
    {
        var links = app.MapGroup("/a").AllowAnonymous().RequireRateLimiting(RateLimits.Links);
        links.MapGet("/{token}", (string token, HttpContext context, NoticeLinks notices, CancellationToken ct) => AnswerAsync(context, notices.LookAsync(token, ct)));
        links.MapPost("/{token}", (string token, HttpContext context, NoticeLinks notices, CancellationToken ct) => AnswerAsync(context, notices.TakeAsync(token, ct))).DisableAntiforgery();
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, Task<NoticeView?> asked)
    {
        SecurityHeaders.Secret(context.Response);
        return await asked is { } view
            ? new RazorComponentResult<NoticePage>(new { View = view })
            : new RazorComponentResult<NoticeOverPage> { StatusCode = StatusCodes.Status404NotFound };
    }
}
