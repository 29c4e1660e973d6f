using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>The API for reservations: <c>/api/v1</c>. Programs call it with keys; its description is open to all.</summary>
public static class ApiSetup
{
    /// <summary>Where it stands.</summary>
    public const string Root = "/api/v1";

    /// <summary>Where its description stands.</summary>
    public const string DescriptionPath = Root + "/openapi.json";

    private const string Problem = "application/problem+json";

    /// <summary>Keys and scopes, the limit by key, the description.</summary>
    public static void AddReservationApi(this IServiceCollection services)
    {
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.Scheme, null);
        services.Configure<AuthorizationOptions>(ApiScopeNames.AddPolicies);
        services.Configure<RateLimiterOptions>(limits => limits.AddPolicy<string, ApiLimit>(ApiLimit.Name));
        services.AddSingleton<ReservationViews>().AddScoped<ReservationReads>().AddScoped<ReservationWrites>().AddScoped<StoredCalls>().AddSingleton<CodeReads>();
        services.AddOpenApi(ApiDescription.Document, ApiDescription.Configure);
    }

    /// <summary>The calls, and an answer to those that are none.</summary>
    public static void MapReservationApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).DisableAntiforgery().RequireRateLimiting(ApiLimit.Name);
        api.MapOpenApi("/openapi.json").AllowAnonymous();
        api.Map("/{**rest}", () => Results.Problem($"There is no such call. {DescriptionPath} says which there are.", statusCode: StatusCodes.Status404NotFound)).AllowAnonymous().ExcludeFromDescription();
        MapReads(api.MapGroup("").WithTags("Reservations"));
        MapCodes(api.MapGroup("/reservations").WithTags("Codes"));
        MapWrites(api.MapGroup("/reservations").WithTags("Reservations"));
    }

    private static void MapReads(RouteGroupBuilder calls)
    {
        calls.MapGet("/reservations", (HttpContext http, ReservationReads reads, CancellationToken ct) => reads.ListAsync(http, ct))
            .RequireAuthorization(ApiScopeNames.Read).WithName("listReservations").WithSummary("List reservations")
            .WithDescription("The reservations of the key's connection, oldest first. A page ends with the cursor of the next; what changes meanwhile neither comes twice nor is left out.")
            .Produces<ReservationPage>().ProducesValidationProblem().Refuses();
        calls.MapGet("/reservations/{externalId}", (string externalId, HttpContext http, ReservationReads reads, CancellationToken ct) => reads.OneAsync(externalId, http, ct))
            .RequireAuthorization(ApiScopeNames.Read).WithName("getReservation").WithSummary("Read one reservation")
            .WithDescription("What is held of it, whether the guest would get in as things are, and how the code of each door does. Never digits.")
            .Produces<ReservationView>().ProducesProblem(StatusCodes.Status404NotFound, Problem).Refuses();
    }

    private static void MapCodes(RouteGroupBuilder reservations) =>
        reservations.MapGet("/{externalId}/codes", (string externalId, HttpContext http, CodeReads codes, CancellationToken ct) => codes.OneAsync(externalId, http, ct))
            .RequireAuthorization(ApiScopeNames.Codes).WithName("getCodes").WithSummary("Read the digits of a reservation")
            .WithDescription("The digits of each door while the guest may be told them, as messages are; otherwise why not. Every read stands in the stay's record with the key that read. The guest does not count as told by it: Cendra's own message leaves all the same.")
            .Produces<CodesAnswer>().ProducesProblem(StatusCodes.Status404NotFound, Problem).ProducesProblem(StatusCodes.Status503ServiceUnavailable, Problem).Refuses();

    private static void MapWrites(RouteGroupBuilder reservations)
    {
        reservations.MapPut("/{externalId}", (string externalId, HttpContext http, ReservationWrites writes, CancellationToken ct) => writes.PutAsync(externalId, http, ct))
            .RequireAuthorization(ApiScopeNames.Write).WithName("putReservation").WithSummary("Put a reservation")
            .WithDescription("Makes it or brings it to what the body says. The version decides: an older one, or the held one again, changes nothing and is 200. Fields that are left out change nothing. Codes on locks follow by themselves.")
            .Produces<ReservationAnswer>().Produces<ReservationAnswer>(StatusCodes.Status201Created).Takes();
        reservations.MapPost("/{externalId}/cancel", (string externalId, HttpContext http, ReservationWrites writes, CancellationToken ct) => writes.CancelAsync(externalId, http, ct))
            .RequireAuthorization(ApiScopeNames.Write).WithName("cancelReservation").WithSummary("Cancel a reservation")
            .WithDescription("Cancels it in a version that is newer than the one held; it stays readable. Codes are taken back at once, but a guest in the house keeps them while a host is asked, and from twelve hours before departure the stay counts as over. It is a call of its own and no DELETE: a version must come with it, many proxies drop the body of a DELETE, and nothing is deleted.")
            .Produces<ReservationAnswer>().ProducesProblem(StatusCodes.Status404NotFound, Problem).Takes();
    }

    private static void Takes(this RouteHandlerBuilder call) => call.Produces<ReservationAnswer>(StatusCodes.Status202Accepted)
        .ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict, Problem).ProducesProblem(StatusCodes.Status413PayloadTooLarge, Problem).Refuses();

    private static void Refuses(this RouteHandlerBuilder call) => call.ProducesProblem(StatusCodes.Status401Unauthorized, Problem)
        .ProducesProblem(StatusCodes.Status403Forbidden, Problem).ProducesProblem(StatusCodes.Status429TooManyRequests, Problem);
}
