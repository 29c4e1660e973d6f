using Cendra.Server.Console.Files;
using Cendra.Server.Guests.Pages;
using Cendra.Server.Security;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cendra.Server.Guests;

/// <summary>
/// <c>/g/{token}</c>, the page of a stay: looking shows where and how, a tap shows the code; <c>/g/{token}/help</c> asks one question at a time, a tap calls a person. Previews of links and
/// scanners of mail look and never tap. A link that is unknown, of another guest, cancelled or over gets one and the same answer.
/// </summary>
public static class GuestEndpoints
{
    /// <summary>What the pages need.</summary>
    public static void AddGuests(this IServiceCollection services) => services
        .AddSingleton<GuessLimit>().AddSingleton<GuestTapSeal>().AddSingleton<GuestViews>().AddSingleton<GuestCodeTap>().AddScoped<GuestPageFacts>().AddScoped<GuestPages>();

    /// <summary>Maps them.</summary>
    public static void MapGuests(this IEndpointRouteBuilder app)
    {
        // The hidden field is the page's own seal: see GuestTapSeal.
        var pages = app.MapGroup("/g/{token}").AllowAnonymous().RequireRateLimiting(RateLimits.GuestPages).DisableAntiforgery();
        pages.MapGet("", (string token, HttpContext context, GuestPages guests, CancellationToken ct) => LookAsync<GuestPage>(token, context, guests, ct));
        pages.MapGet("/help", (string token, HttpContext context, GuestPages guests, CancellationToken ct) => LookAsync<GuestHelpPage>(token, context, guests, ct));
        pages.MapGet("/photo/{id:guid}", PhotoAsync);
        pages.MapPost("", (string token, HttpContext context, GuestPages guests, [FromForm(Name = GuestTapSeal.Field)] string? seal, CancellationToken ct) =>
            TappedAsync<GuestPage>(context, guests.ShowAsync(token, seal, Asked(context), ct)));
        pages.MapPost("/help", (string token, HttpContext context, GuestPages guests, [FromForm(Name = GuestTapSeal.Field)] string? seal, CancellationToken ct) =>
            TappedAsync<GuestHelpPage>(context, guests.CallAsync(token, seal, Asked(context), ct)));
    }

    private static async Task<IResult> LookAsync<TPage>(string token, HttpContext context, GuestPages guests, CancellationToken ct)
        where TPage : IComponent
    {
        SecurityHeaders.Secret(context.Response);
        return await guests.LookAsync(token, Asked(context), ct) is { } view ? new RazorComponentResult<TPage>(new { View = view }) : Dead(context);
    }

    private static async Task<IResult> PhotoAsync(string token, Guid id, HttpContext context, GuestPages guests, CancellationToken ct)
    {
        SecurityHeaders.Secret(context.Response);
        return await guests.PhotoAsync(token, id, ct) switch
        {
            (false, _) => Dead(context),
            (true, { } photo) => EntryPhotoEndpoint.Shown(context.Response, photo),
            _ => Results.NotFound(),
        };
    }

    private static async Task<IResult> TappedAsync<TPage>(HttpContext context, Task<GuestAnswer?> tapped)
        where TPage : IComponent
    {
        SecurityHeaders.Secret(context.Response);
        return await tapped is { } answer
            ? new RazorComponentResult<TPage>(new { answer.View }) { StatusCode = answer.WasTapped ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest }
            : Dead(context);
    }

    /// <summary>The one answer for every link that opens nothing; whoever asks for many of them is not answered any more.</summary>
    private static IResult Dead(HttpContext context)
    {
        if (!context.RequestServices.GetRequiredService<GuessLimit>().Takes(context.Connection.RemoteIpAddress))
        {
            context.Response.Headers.RetryAfter = "60";
            return Results.StatusCode(StatusCodes.Status429TooManyRequests);
        }

        var asked = Asked(context);
        return new RazorComponentResult<GuestDeadPage>(new { Language = GuestLanguages.Of(asked.Language, "", asked.Accepted) }) { StatusCode = StatusCodes.Status404NotFound };
    }

    private static GuestAsked Asked(HttpContext context) =>
        new(context.Request.Query["lang"].ToString(), context.Request.Headers.AcceptLanguage.ToString(), context.Request.Query["saw"].ToString());
}
