using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Reservations.Generic;
using Cendra.Lifecycle.Seam;
using Cendra.Lifecycle.Webhooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Cendra.Lifecycle.Locks;

/// <summary>
/// <c>POST /webhooks/seam</c>: Seam's events, signed by Svix. Stored once by event id and worked off later; the answers are those of every webhook. An event
/// that comes by webhook and by polling is one event.
/// </summary>
public sealed class SeamWebhookEndpoint(IOptionsMonitor<SeamOptions> options, WebhookStore store, JobWaker jobs, WebhookClock clock)
{
    /// <summary>Answers one delivery.</summary>
    public async Task<IResult> HandleAsync(HttpRequest request, CancellationToken ct)
    {
        if (await RawBody.ReadAsync(request, ct) is not { } raw)
        {
            return Results.Problem("The body is larger than 256 KB.", statusCode: StatusCodes.Status413PayloadTooLarge);
        }

        var secrets = (options.CurrentValue.WebhookSecret ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var check = clock.Verify(WebhookSignature.SvixPrefix, request.Headers, raw, secrets);
        if (check.Verdict != WebhookVerdict.Valid)
        {
            return Results.Problem("The signature does not fit the body and Seam:WebhookSecret.", statusCode: StatusCodes.Status401Unauthorized);
        }

        var cleaned = CleanedJson.Of(raw);
        if (cleaned.Verdict != CleaningVerdict.Cleaned || SeamEvent.Read(raw) is not { } seamEvent)
        {
            return Results.ValidationProblem(new Dictionary<string, string[]> { ["body"] = ["must be a Seam event with event_id and event_type"] });
        }

        var (outcome, id) = await store.StoreAsync(SeamEvents.Source, seamEvent.EventId, raw, cleaned.Text, ct);
        if (outcome == StoreOutcome.New)
        {
            jobs.Wake<TakeSeamEventJob>(job => job.RunAsync(id, CancellationToken.None));
            return Results.Accepted();
        }

        // A polled copy of the event has other bytes: it is the same event, known by its id, and Seam's signature vouches for this one.
        return Results.Ok();
    }
}
