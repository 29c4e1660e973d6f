using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>
/// <c>POST /webhooks/pms/{connection}</c>: the generic signed reservation webhook (Standard Webhooks); to a list that Cendra reads, a hint which of its bookings changed. Answers 202 new, 200 duplicate, 409 same id with another
/// body, 401 signature, 400 names the field, 404 unknown connection, 413 over 256 KB, 429 too many. What is answered with 202 is stored; of the rest only dates that cannot be leave something: a host's task.
/// </summary>
public sealed class PmsWebhookEndpoint(CendraDbContext db, PmsSecrets secrets, WebhookStore store, ImpossibleDates dates, JobWaker jobs, WebhookClock clock)
{
    /// <summary>Answers one delivery.</summary>
    public async Task<IResult> HandleAsync(string connectionName, HttpRequest request, CancellationToken ct)
    {
        if (await RawBody.ReadAsync(request, ct) is not { } raw)
        {
            return Results.Problem("The body is larger than 256 KB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var connection = await db.Connections.AsNoTracking().SingleOrDefaultAsync(c => c.Name == connectionName && (c.Kind == ConnectionKind.GenericPms || c.Kind == ConnectionKind.GenericList), ct);
        if (connection is null)
        {
            return Results.Problem("There is no such connection. Its name is shown on the connections page.", statusCode: StatusCodes.Status404NotFound);
        }

        var check = clock.Verify(WebhookSignature.StandardPrefix, request.Headers, raw, secrets.Of(connection));
        if (check.Verdict != WebhookVerdict.Valid)
        {
            return Results.Problem(InWords(check.Verdict), statusCode: StatusCodes.Status401Unauthorized);
        }

        var cleaned = CleanedJson.Of(raw);
        if (cleaned.Verdict != CleaningVerdict.Cleaned)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["body"] = ["must be JSON in UTF-8 of at most 64 levels"] });
        }

        var isHint = connection.Kind == ConnectionKind.GenericList;
        var errors = isHint ? ReservationHint.Read(cleaned.Text).Errors : GenericBody.Read(cleaned.Text).Errors;
        if (errors.Count > 0)
        {
            await (isHint ? Task.CompletedTask : dates.AskAsync(connection.Id, connection.Name, cleaned.Text, errors, ct));
            return Results.ValidationProblem(errors.ToDictionary());
        }

        return Answer(await StoreAsync(connection, check.DeliveryId!, raw, cleaned.Text, isHint, ct));
    }

    private async Task<StoreOutcome> StoreAsync(Connection connection, string deliveryId, byte[] raw, string cleaned, bool isHint, CancellationToken ct)
    {
        var wait = isHint ? TakeHintJob.Debounce : TimeSpan.Zero;
        var (outcome, id) = await store.StoreAsync(connection.Name, deliveryId, raw, cleaned, ct, wait);
        if (outcome == StoreOutcome.New && isHint)
        {
            jobs.WakeAfter<TakeHintJob>(job => job.RunAsync(id, CancellationToken.None), wait);
        }
        else if (outcome == StoreOutcome.New)
        {
            jobs.Wake<TakeReservationJob>(job => job.RunAsync(id, CancellationToken.None));
        }

        return outcome;
    }

    private static IResult Answer(StoreOutcome outcome) =>
        outcome switch
        {
            StoreOutcome.New => Results.Accepted(),
            StoreOutcome.Duplicate => Results.Ok(),
            StoreOutcome.Conflict => Results.Problem("This webhook-id was used before with another body. Use a new id for each delivery.", statusCode: StatusCodes.Status409Conflict),
        };

    private static string InWords(WebhookVerdict verdict) => verdict switch
    {
        WebhookVerdict.MissingHeaders => "webhook-id, webhook-timestamp and webhook-signature are needed.",
        WebhookVerdict.Stale => "webhook-timestamp is more than 5 minutes old. Sign each attempt anew.",
        WebhookVerdict.TooNew => "webhook-timestamp is more than 5 minutes ahead. Set the sender's clock.",
        WebhookVerdict.BadSecret => "The connection has no usable secret. Make a new one on the connections page.",
        WebhookVerdict.BadSignature or WebhookVerdict.Valid => "The signature does not fit the body and this connection's secret.",
    };
}

/// <summary>
/// The time against which signatures are checked. In rehearsal two clocks are right: that of the made-up world and the system's, with which a person signs by hand.
/// </summary>
public sealed class WebhookClock(StayClock stayClock)
{
    /// <summary>Verifies against the stay clock and, where that runs ahead, against its source.</summary>
    public WebhookCheck Verify(string prefix, IHeaderDictionary headers, byte[] raw, IReadOnlyList<string> secrets)
    {
        var now = stayClock.GetUtcNow();
        var check = WebhookSignature.Verify(prefix, headers, raw, secrets, now);
        return check.Verdict == WebhookVerdict.Stale && stayClock.Offset > TimeSpan.Zero
            ? WebhookSignature.Verify(prefix, headers, raw, secrets, now - stayClock.Offset)
            : check;
    }
}
