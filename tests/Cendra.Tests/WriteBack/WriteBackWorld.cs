using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Domain.Access;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Webhooks;
using Cendra.Lifecycle.WriteBack;
using Cendra.Simulator.Locks;
using Cendra.Tests.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.WriteBack;

/// <summary>
/// A house behind a virtual door and a booking system with a field for the code, which a test plays: what the field holds, and how it fails. Check-in is at 15:00, and the code may be told
/// from 24 hours before.
/// </summary>
internal sealed class WriteBackWorld : IAsyncDisposable
{
    public const string Door = "flat";
    public static readonly string Secret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the secret of fields of codes"));

    private WriteBackWorld(DoorWorld world) => World = world;

    public DoorWorld World { get; private set; }

    /// <summary>What stands in each field, by its path after the address.</summary>
    public Dictionary<string, JsonObject> Fields { get; } = new(StringComparer.Ordinal);

    /// <summary>Every call, "PUT R1/access-code".</summary>
    public List<string> Calls { get; } = [];

    /// <summary>The ids of all writes.</summary>
    public List<string> WriteIds { get; } = [];

    /// <summary>Answers in the place of the system, after the effect where <see cref="TakesBeforeItFails"/>; null = it answers.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage?> Instead { get; set; } = _ => null;

    /// <summary>What it is asked happens, and then it fails.</summary>
    public bool TakesBeforeItFails { get; set; }

    /// <summary>It says yes to every write and keeps nothing.</summary>
    public bool Ignores { get; set; }

    public int Writes => Calls.Count(c => c.StartsWith("PUT", StringComparison.Ordinal));

    public static async Task<WriteBackWorld> OpenAsync(bool adopts = true, bool optIn = true)
    {
        var world = new WriteBackWorld(null!);
        world.World = await DoorWorld.CreateAsync(also: services => services.AddHttpClient(CallbackField.ClientName).ConfigurePrimaryHttpMessageHandler(() => new BookingSystem(world)));
        await world.World.HasPropertyAsync("Born 9", (Door, LockBehaviour.NativeSchedule));
        await using var db = world.World.Database.Open();
        var pms = await db.Connections.SingleAsync(c => c.Name == "pms");
        world.World.Database.Get<ConnectionSecrets>().SealSettings(pms, new Dictionary<string, string>
        {
            ["WriteBack"] = optIn ? "true" : "", ["CallbackUrl"] = "https://pms.test/s3cr3t", ["CallbackSecret"] = Secret, ["WriteBackAdopts"] = adopts ? "true" : "false",
        });
        await db.SaveChangesAsync();
        return world;
    }

    /// <summary>The guest comes in two days; the code is on the lock and its field is written: it is the evening before.</summary>
    public async Task WrittenAsync()
    {
        await World.BookingArrivesAsync("R1", "Born 9", "2026-06-03", "2026-06-05");
        await World.MoveToAsync("2026-06-02 18:00");
        Assert.Equal(await DigitsAsync(), Code());
        Assert.Equal(CodeWriteBackState.Written, (await RowAsync()).State);
    }

    public string? Code(string place = "R1") => Fields.TryGetValue(place, out var field) ? field["code"]?.GetValue<string>() : null;

    /// <summary>A person types this into the field; null = empties it.</summary>
    public void PersonTypes(string? text, string place = "R1") => Fields[place] = new JsonObject { ["code"] = text };

    public Task<string> DigitsAsync(string reservation = "R1") => World.DigitsAsync(reservation, Door);

    public async Task<CodeWriteBack> RowAsync(string reservation = "R1")
    {
        var stay = await World.StayAsync(reservation);
        await using var db = World.Database.Open();
        return await db.CodeWriteBacks.AsNoTracking().SingleAsync(w => w.StayId == stay.Id);
    }

    public async Task<Connection> ConnectionAsync()
    {
        await using var db = World.Database.Open();
        return await db.Connections.AsNoTracking().SingleAsync(c => c.Name == "pms");
    }

    public async Task<StayPin> PinAsync() => (await World.StayAsync("R1")).Pins.MaxBy(p => p.PinVersion)!;

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private sealed class BookingSystem(WriteBackWorld world) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            var check = WebhookSignature.Verify("webhook", name => request.Headers.TryGetValues(name, out var values) ? values.First() : null, body, [Secret], world.World.Now);
            Assert.Equal(WebhookVerdict.Valid, check.Verdict);
            Assert.StartsWith("/s3cr3t/", request.RequestUri!.AbsolutePath, StringComparison.Ordinal);
            var place = (request.RequestUri.AbsolutePath["/s3cr3t/".Length..] + request.RequestUri.Query).Replace("/access-code", "", StringComparison.Ordinal);
            world.Calls.Add($"{request.Method} {place}");
            if (!world.TakesBeforeItFails && world.Instead(request) is { } instead)
            {
                return instead;
            }

            if (request.Method == HttpMethod.Put)
            {
                world.WriteIds.Add(check.DeliveryId!);
                world.Take(place, JsonNode.Parse(body)!.AsObject());
            }

            return world.Instead(request) ?? new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(request.Method == HttpMethod.Put ? """{"ok":true}""" : world.Fields.TryGetValue(place, out var held) ? held.ToJsonString() : """{"code":null}""", Encoding.UTF8, "application/json"),
            };
        }
    }

    private void Take(string place, JsonObject body)
    {
        Assert.Equal(["code", "validFrom", "validUntil", "version"], body.Select(p => p.Key).Order(StringComparer.Ordinal));
        if (!Ignores)
        {
            Fields[place] = body;
        }
    }
}
