using System.Globalization;
using System.Security.Claims;
using System.Text.Json;
using Cendra.Domain.Stays;
using Cendra.Domain.Time;
using Microsoft.AspNetCore.Http;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary><c>GET /api/v1/reservations</c> and <c>GET /api/v1/reservations/{externalId}</c>: what is held of the bookings of a key's connection, and how their codes do.</summary>
public sealed class ReservationReads(ReservationViews views, StayClock clock)
{
    /// <summary>Most reservations of one page.</summary>
    public const int MostOnAPage = 200;

    /// <summary>Reservations of a page unless the caller says how many.</summary>
    public const int OnAPage = 50;

    private static readonly IReadOnlyDictionary<string, StayStatus> Statuses = Enum.GetValues<StayStatus>().ToDictionary(s => JsonNamingPolicy.SnakeCaseLower.ConvertName(s.ToString()), StringComparer.Ordinal);

    /// <summary>The statuses as they are written.</summary>
    public static IReadOnlyCollection<string> StatusWords { get; } = [.. Statuses.Keys];

    /// <summary>One reservation, or 404.</summary>
    public async Task<IResult> OneAsync(string externalId, HttpContext http, CancellationToken ct)
    {
        var id = externalId.Trim();
        return !IsText(id) || await views.OneAsync(ConnectionOf(http.User), id, ct) is not { } found ? Unknown() : Results.Ok(found);
    }

    /// <summary>A page of them, oldest first; what is wrong with the query is named (400).</summary>
    public async Task<IResult> ListAsync(HttpContext http, CancellationToken ct)
    {
        var errors = new Dictionary<string, string[]>();
        var query = http.Request.Query;
        var limit = OnAPage;
        if (query["limit"].ToString() is { Length: > 0 } many && (!int.TryParse(many, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostOnAPage))
        {
            errors["limit"] = [$"must be a whole number from 1 to {MostOnAPage}"];
        }

        DateTimeOffset? since = null;
        if (query["changedSince"].ToString() is { Length: > 0 } from)
        {
            since = Moment(from);
            errors = since is null ? With(errors, "changedSince", "must be a moment like 2026-06-01T10:00:00Z") : errors;
        }

        StayStatus? status = null;
        if (query["status"].ToString() is { Length: > 0 } word)
        {
            status = Statuses.TryGetValue(word, out var known) ? known : null;
            errors = status is null ? With(errors, "status", $"must be one of {string.Join(", ", StatusWords)}") : errors;
        }

        ApiCursor? after = null;
        if (query["cursor"].ToString() is { Length: > 0 } cursor)
        {
            after = ApiCursor.Read(cursor);
            errors = after is null ? With(errors, "cursor", "must be the value of next in a page that was answered before") : errors;
        }

        return errors.Count > 0
            ? Results.ValidationProblem(errors)
            : Results.Ok(await views.PageAsync(ConnectionOf(http.User), new PageQuery(limit, since, status, after), clock.GetUtcNow(), ct));
    }

    /// <summary>What a call about a booking is answered that the key's connection does not have, whether or not another has it.</summary>
    public static IResult Unknown() => Results.Problem("There is no such reservation. A key sees those that came with keys of its own connection.", statusCode: StatusCodes.Status404NotFound);

    /// <summary>The connection of the key that was sent.</summary>
    public static Guid ConnectionOf(ClaimsPrincipal user) => Guid.Parse(user.FindFirstValue(ApiKeyHandler.ConnectionClaim)!);

    /// <summary>No database keeps a NUL, and no id is longer.</summary>
    private static bool IsText(string id) => id.Length is > 0 and <= 200 && !id.Contains('\0', StringComparison.Ordinal);

    private static DateTimeOffset? Moment(string text) =>
        text is [_, _, _, _, '-', _, _, '-', ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) && moment.Year is >= 1970 and < 9999 ? moment : null;

    private static Dictionary<string, string[]> With(Dictionary<string, string[]> errors, string field, string what)
    {
        errors[field] = [what];
        return errors;
    }
}
