using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Inbox;
using Cendra.Lifecycle.Reservations.Generic;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Cendra.Lifecycle.Reservations.Api;

/// <summary>
/// <c>PUT /api/v1/reservations/{externalId}</c> and <c>POST …/{externalId}/cancel</c>. What is taken is stored first, as a delivery of a webhook is, then taken over within the call, so that
/// whoever asks next reads it; a server that dies in between takes it over when it is back. Codes on locks follow by themselves.
/// </summary>
public sealed class ReservationWrites(CendraDbContext db, WebhookStore store, ImpossibleDates dates, ReservationViews views, StoredCalls stored)
{
    /// <summary>Puts a reservation: 201 new, 200 known (changed, or nothing to change), 202 stored and not taken over yet, 409 this version with other content or this key with another request.</summary>
    public async Task<IResult> PutAsync(string externalId, HttpContext http, CancellationToken ct)
    {
        var connection = await ConnectionAsync(http, ct);
        var (call, refusal) = await ApiCall.ReadAsync(http.Request, externalId, "reservation.upserted", (webhook, errors) => dates.AskAsync(connection.Id, connection.Name, webhook, errors, ct), ct);
        return call is null ? refusal! : await AnswerAsync(connection, call, http, isCancel: false, ct);
    }

    /// <summary>Cancels one: 200 cancelled (also before, with this version), 404 unknown, 409 a newer version is held. It stays readable.</summary>
    public async Task<IResult> CancelAsync(string externalId, HttpContext http, CancellationToken ct)
    {
        var connection = await ConnectionAsync(http, ct);
        var (call, refusal) = await ApiCall.ReadAsync(http.Request, externalId, "reservation.deleted", (_, _) => Task.CompletedTask, ct);
        if (call is null)
        {
            return refusal!;
        }

        return await db.SourceBookings.AnyAsync(b => b.ConnectionId == connection.Id && b.ExternalId == call.Snapshot.ExternalId, ct)
            ? await AnswerAsync(connection, call, http, isCancel: true, ct)
            : ReservationReads.Unknown();
    }

    private async Task<IResult> AnswerAsync(Connection connection, ApiCall call, HttpContext http, bool isCancel, CancellationToken ct)
    {
        var (outcome, id) = await store.StoreAsync(connection.Name, call.StoredAs, call.Raw, call.Cleaned, call.Hash, ct);
        if (outcome == StoreOutcome.Conflict)
        {
            return Results.Problem($"This {ApiCall.KeyHeader} was used before with another request. Use a new one for each request.", statusCode: StatusCodes.Status409Conflict);
        }

        // A repeat with a key is answered as the first was, one without by what is held now.
        var earlier = outcome == StoreOutcome.Duplicate ? await stored.NewsAsync(id, ct) : null;
        var news = earlier is null ? await stored.TakeAsync(id, ct) : call.HasKey ? earlier : call.Snapshot.NewsTo(await HeldAsync(connection.Id, call, ct));
        if (news is null)
        {
            return Results.Json(new ReservationAnswer(AnswerResult.Stored, "Stored. It is taken over within a minute.", null), statusCode: StatusCodes.Status202Accepted);
        }

        return news == SourceNews.Contradicting || (isCancel && news == SourceNews.Older)
            ? Results.Problem(Refusal(news.Value), statusCode: StatusCodes.Status409Conflict)
            : await DoneAsync(connection.Id, call, http, news.Value, isCancel, ct);
    }

    private async Task<IResult> DoneAsync(Guid connectionId, ApiCall call, HttpContext http, SourceNews news, bool isCancel, CancellationToken ct)
    {
        var result = isCancel ? AnswerResult.Cancelled : news switch
        {
            SourceNews.Made => AnswerResult.Made,
            SourceNews.Changed => AnswerResult.Changed,
            _ => AnswerResult.Unchanged,
        };
        var words = isCancel ? "The reservation is cancelled." : news.InWords();
        var answer = new ReservationAnswer(result, words, await views.OneAsync(connectionId, call.Snapshot.ExternalId, ct));
        return news == SourceNews.Made ? Results.Created(http.Request.Path.ToUriComponent(), answer) : Results.Ok(answer);
    }

    private static string Refusal(SourceNews news) => news == SourceNews.Older
        ? "A newer version of this reservation is held. Read it, and cancel with a version that is newer still."
        : "This version of this reservation is held with other content. Raise the version with every change.";

    /// <summary>The connection of the key; it was there a moment ago and none is ever removed.</summary>
    private Task<Connection> ConnectionAsync(HttpContext http, CancellationToken ct)
    {
        var id = ReservationReads.ConnectionOf(http.User);
        return db.Connections.AsNoTracking().SingleAsync(c => c.Id == id, ct);
    }

    private Task<Domain.Stays.SourceBooking?> HeldAsync(Guid connectionId, ApiCall call, CancellationToken ct) =>
        db.SourceBookings.AsNoTracking().SingleOrDefaultAsync(b => b.ConnectionId == connectionId && b.ExternalId == call.Snapshot.ExternalId, ct);
}
