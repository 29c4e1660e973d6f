using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outbound;
using Cendra.Lifecycle.Reservations.Sync;
using Cendra.Lifecycle.Webhooks;
using Microsoft.Extensions.Configuration;

namespace Cendra.Lifecycle.Reservations.Generic;

/// <summary>Opens the addresses at which any system may offer its reservations as JSON.</summary>
public sealed class GenericListSources(IHttpClientFactory clients, IConfiguration configuration, ConnectionSecrets secrets) : IReservationSources
{
    /// <inheritdoc />
    public ConnectionKind Kind => ConnectionKind.GenericList;

    /// <inheritdoc />
    public Task<IReservationSource> OpenAsync(Connection connection, CancellationToken ct)
    {
        var section = configuration.GetSection($"Pms:Connections:{connection.Name}");
        IReadOnlyDictionary<string, string> said;
        try
        {
            said = connection.IsFromConfiguration ? section.GetChildren().ToDictionary(c => c.Key, c => c.Value ?? "", StringComparer.OrdinalIgnoreCase) : secrets.OpenSettings(connection);
        }
        catch (CryptographicException lost)
        {
            throw new SourceException(SourceTrouble.Settings, "The keys that sealed its address are not on this machine. Restore the key folder, or enter the address again.", lost);
        }

        var (address, whyNot) = OutboundAddress.Of(said.GetValueOrDefault("Url", ""), "The address of the list", OutboundAddress.Exceptions(configuration));
        return address is null
            ? throw new SourceException(SourceTrouble.Settings, whyNot)
            : Task.FromResult<IReservationSource>(new GenericListSource(clients, address, said.GetValueOrDefault("Key", "")));
    }
}

/// <summary>
/// Reservations at an address, in the shape of the signed webhook: <c>GET {address}?limit=200[&amp;changedSince=…][&amp;cursor=…]</c> answers
/// <c>{"reservations":[…],"next":"…","serverTime":"…"}</c>, cancelled ones included; <c>GET {address}/{externalId}</c> answers one reservation, or 404. The key goes as
/// <c>Authorization: Bearer</c>. Links in an answer are never followed: only the cursor is.
/// </summary>
public sealed class GenericListSource(IHttpClientFactory clients, Uri address, string key) : IReservationSource
{
    /// <summary>The client that fetches lists.</summary>
    public const string ClientName = "reservation-list";

    private const int PageSize = 200;

    /// <summary>A page of two hundred reservations is far below a megabyte.</summary>
    public static readonly OutboundLimits Limits = new(TimeSpan.FromSeconds(30), 4 * 1024 * 1024);

    /// <inheritdoc />
    public SourceTraits Traits { get; } = new(TellsChanges: true, FetchesOne: true, Pause: TimeSpan.FromMinutes(5), PauseNearArrival: TimeSpan.FromMinutes(2));

    /// <inheritdoc />
    public async Task<SourcePage> ListAsync(SourceQuery query, string? cursor, CancellationToken ct)
    {
        var since = query.ChangedSinceUtc is { } from ? $"&changedSince={Uri.EscapeDataString(from.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture))}" : "";
        using var body = await GetAsync(new UriBuilder(address) { Query = $"{address.Query.TrimStart('?')}&limit={PageSize}{since}{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}".TrimStart('&') }.Uri, ct)
            ?? throw new SourceException(SourceTrouble.SignIn, "The list's address does not hold any more (it answers 404).");
        if (body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty("reservations", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new SourceException(SourceTrouble.Unreadable, "The list's address answered with something else than a list of reservations.");
        }

        var items = list.EnumerateArray().Select(Item).ToList();
        return new SourcePage([.. items.OfType<SourceItem>()], Text(body.RootElement, "next") is { Length: > 0 } next ? next : null)
        {
            ServerUtc = DateTimeOffset.TryParse(Text(body.RootElement, "serverTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null,
            Complaint = items.Contains(null) ? "Some of its reservations have no externalId and are left out." : "",
        };
    }

    /// <inheritdoc />
    public async Task<SourceItem?> GetAsync(string externalId, CancellationToken ct)
    {
        using var body = await GetAsync(new UriBuilder(address) { Path = $"{address.AbsolutePath.TrimEnd('/')}/{Uri.EscapeDataString(externalId)}" }.Uri, ct);
        return body is null ? null
            : Item(body.RootElement) is { } item && item.ExternalId == externalId ? item
            : throw new SourceException(SourceTrouble.Unreadable, "The list's address answered with another reservation than the one asked for.");
    }

    private static SourceItem? Item(JsonElement reservation)
    {
        if (reservation.ValueKind != JsonValueKind.Object || Text(reservation, "externalId") is not { Length: > 0 and <= 200 } id)
        {
            return null;
        }

        var cleaned = CleanedJson.Of(Encoding.UTF8.GetBytes($$"""{"type":"reservation.upserted","reservation":{{reservation.GetRawText()}}}"""));
        if (cleaned.Verdict != CleaningVerdict.Cleaned)
        {
            return new SourceItem(id, null, "Its text cannot be read.");
        }

        var (snapshot, errors) = GenericBody.Read(cleaned.Text);
        return snapshot is not null ? new SourceItem(id, snapshot) : new SourceItem(id, null, $"The reservation \"{id}\" cannot be: {string.Join("; ", errors.Take(3).Select(e => $"{e.Key} {string.Join(", ", e.Value)}"))}.");
    }

    /// <summary>The answer; null = 404.</summary>
    private async Task<JsonDocument?> GetAsync(Uri uri, CancellationToken ct)
    {
        using var client = clients.CreateClient(ClientName);
        using var request = new HttpRequestMessage(HttpMethod.Get, uri);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (key.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        }

        try
        {
            using var answer = await client.SendAsync(request, ct);
            if (answer.StatusCode == HttpStatusCode.NotFound)
            {
                return null;
            }

            return answer.IsSuccessStatusCode ? JsonDocument.Parse(await answer.Content.ReadAsByteArrayAsync(ct)) : throw Refused(answer);
        }
        catch (JsonException cut)
        {
            throw new SourceException(SourceTrouble.Unreadable, "What the list's address answered is no whole JSON.", cut);
        }
        catch (OutboundException refused)
        {
            throw new SourceException(SourceTrouble.Unavailable, refused.Message, refused);
        }
        catch (HttpRequestException unreachable)
        {
            throw new SourceException(SourceTrouble.Unavailable, $"The list's address could not be reached ({unreachable.HttpRequestError}).", unreachable);
        }
    }

    private static SourceException Refused(HttpResponseMessage answer) => answer.StatusCode switch
    {
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(SourceTrouble.SignIn, "The list's address refuses the key. Enter a new one."),
        HttpStatusCode.TooManyRequests => new(SourceTrouble.TooMany, "The list was asked for too often.") { RetryAfter = answer.Headers.RetryAfter?.Delta },
        _ => new(SourceTrouble.Unavailable, FormattableString.Invariant($"The list's address answers {(int)answer.StatusCode}.")),
    };

    private static string? Text(JsonElement at, string name) => at.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
