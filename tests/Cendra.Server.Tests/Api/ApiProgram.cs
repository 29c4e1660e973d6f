using System.Net;
using System.Text;
using System.Text.Json;
using Cendra.Domain.Database;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Server.Console.Commands;
using Cendra.Server.Security;
using Cendra.Server.Tests.Service;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Api;

/// <summary>An answer of the API, read.</summary>
internal sealed record ApiHeard(HttpStatusCode Status, string Type, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public int Code => (int)Status;

    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public JsonElement Reservation => Json.GetProperty("reservation");

    public string Result => Json.GetProperty("result").GetString()!;

    /// <summary>Names of the fields that were refused.</summary>
    public IReadOnlyList<string> Refused => [.. Json.GetProperty("errors").EnumerateObject().Select(e => e.Name)];
}

/// <summary>A program that calls the API with a key of its own, as it came from the console.</summary>
internal sealed record ApiProgram(ServiceWorld World, string Key, Guid ConnectionId)
{
    public const string Reservations = "/api/v1/reservations";
    public const ApiScopes AllScopes = ApiScopes.ReservationsRead | ApiScopes.ReservationsWrite | ApiScopes.CodesRead;
    public static readonly SignedInHost Owner = new(Guid.Empty, "Marta Puig", HostRoles.Owner, PropertyScope.All);

    public static async Task<ApiProgram> OfAsync(ServiceWorld world, string connection = "my-website", ApiScopes scopes = ApiScopes.ReservationsRead | ApiScopes.ReservationsWrite, int? days = null)
    {
        await using var db = world.Open();
        var known = await db.Connections.Where(c => c.Name == connection).Select(c => (Guid?)c.Id).SingleOrDefaultAsync();
        var made = await world.Services.GetRequiredService<ApiKeySetUp>().MakeAsync(new WantedKey("Booking engine", known, connection, scopes, days), Owner, CancellationToken.None);
        Assert.Equal("", made.Problem);
        return new ApiProgram(world, made.Key, await db.Connections.Where(c => c.Name == connection).Select(c => c.Id).SingleAsync());
    }

    /// <summary>A property lists this id of the program's.</summary>
    public Task IsListedAsync(string property, string? listing = null) => World.WithRowsAsync(async db =>
    {
        var found = await db.Properties.SingleAsync(p => p.Name == property);
        db.PropertyListings.Add(new PropertyListing { Id = World.Services.GetRequiredService<IdSource>().Next(), PropertyId = found.Id, ConnectionId = ConnectionId, ExternalId = listing ?? property });
    });

    /// <summary>A body that can be put.</summary>
    public static string Body(object version, string checkIn = "2026-06-10", string checkOut = "2026-06-13", string status = "confirmed", string listing = "Born 9", string more = "") => $$$"""
        {"version":{{{version}}},"listingExternalId":"{{{listing}}}","status":"{{{status}}}","checkIn":"{{{checkIn}}}","checkOut":"{{{checkOut}}}",
         "guest":{"name":"Lucía Fernández","phone":"+34600123123","email":"l@guest.example","language":"es"},"guests":2{{{more}}}}
        """;

    public Task<ApiHeard> PutAsync(string id, string body, string? idempotencyKey = null) => CallAsync(HttpMethod.Put, $"{Reservations}/{Uri.EscapeDataString(id)}", body, idempotencyKey);

    public Task<ApiHeard> CancelAsync(string id, int version, string? idempotencyKey = null) =>
        CallAsync(HttpMethod.Post, $"{Reservations}/{Uri.EscapeDataString(id)}/cancel", $$"""{"version":{{version}}}""", idempotencyKey);

    public Task<ApiHeard> GetAsync(string id) => CallAsync(HttpMethod.Get, $"{Reservations}/{Uri.EscapeDataString(id)}");

    public Task<ApiHeard> CodesAsync(string id) => CallAsync(HttpMethod.Get, $"{Reservations}/{Uri.EscapeDataString(id)}/codes");

    public Task<ApiHeard> ListAsync(string query = "") => CallAsync(HttpMethod.Get, Reservations + query);

    public Task<ApiHeard> CallAsync(HttpMethod method, string path, string? body = null, string? idempotencyKey = null) => HeardAsync(World, Request(method, path, body, idempotencyKey));

    /// <summary>The call before it goes out.</summary>
    public HttpRequestMessage Request(HttpMethod method, string path, string? body = null, string? idempotencyKey = null)
    {
        var request = new HttpRequestMessage(method, new Uri(new Uri(ServiceWorld.OwnUrl), path)) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Key}");
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        return request;
    }

    /// <summary>Sends any call and reads the answer.</summary>
    public static async Task<ApiHeard> HeardAsync(ServiceWorld world, HttpRequestMessage request)
    {
        using var sent = request;
        using var answer = await world.CallAsync(sent);
        var headers = answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase);
        return new ApiHeard(answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsStringAsync(), headers);
    }
}
