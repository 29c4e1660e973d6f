using System.Net;
using System.Text.Json;
using Cendra.Domain.Audit;
using Cendra.Domain.Conversations;
using Cendra.Domain.Outgoing;
using Cendra.Domain.Portfolio;
using Cendra.Lifecycle.Outgoing;
using Cendra.Simulator.Locks;
using Cendra.Tests.Lifecycle;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Cendra.Tests.Outgoing;

/// <summary>What a receiver was sent.</summary>
internal sealed record Heard(Uri Address, string Id, string Timestamp, string Signature, string Body)
{
    public string Type => JsonDocument.Parse(Body).RootElement.GetProperty("type").GetString()!;

    public JsonElement Data => JsonDocument.Parse(Body).RootElement.GetProperty("data");
}

/// <summary>A house behind virtual doors and programs outside that are told; a test plays the programs, by the host of their address.</summary>
internal sealed class OutgoingWorld : IAsyncDisposable
{
    public const string Door = "flat";
    public const string Url = "https://hooks.test/s3cr3t";
    private static readonly string Marta = AuditActor.Host(new Guid("00000000-0000-7000-8000-00000000ab1e"));

    private OutgoingWorld(DoorWorld world) => World = world;

    public DoorWorld World { get; private set; }

    /// <summary>Everything that came, also what was answered with an error.</summary>
    public List<Heard> Heard { get; } = [];

    /// <summary>What came and was taken, by type, in order.</summary>
    public List<string> Taken { get; } = [];

    /// <summary>How the programs answer.</summary>
    public Func<Heard, Task<HttpResponseMessage>> Answers { get; set; } = _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));

    public static async Task<OutgoingWorld> OpenAsync()
    {
        var world = new OutgoingWorld(null!);
        world.World = await DoorWorld.CreateAsync(also: services => services.AddHttpClient(WebhookPost.ClientName).ConfigurePrimaryHttpMessageHandler(() => new Program(world)));
        await world.World.HasPropertyAsync("Born 9", (Door, LockBehaviour.NativeSchedule));
        return world;
    }

    public void AnswersWith(HttpStatusCode status) => Answers = _ => Task.FromResult(new HttpResponseMessage(status));

    /// <summary>A program is told from now on; its secret.</summary>
    public async Task<string> ToldAsync(string name = "dashboard", string url = Url, params string[] kinds)
    {
        var made = new OutgoingChanged("");
        await World.InScopeAsync<OutgoingDesk>(async desk => made = await desk.MakeAsync(name, url, kinds, Marta, CancellationToken.None));
        Assert.Equal("", made.Problem);
        return made.Secret;
    }

    public async Task<OutgoingChanged> OrdersAsync(Func<OutgoingDesk, Guid, string, Task<OutgoingChanged>> order, string name = "dashboard")
    {
        var id = (await ConnectionAsync(name)).Id;
        var changed = new OutgoingChanged("");
        await World.InScopeAsync<OutgoingDesk>(async desk => changed = await order(desk, id, Marta));
        return changed;
    }

    public async Task<Connection> ConnectionAsync(string name = "dashboard")
    {
        await using var db = World.Database.Open();
        return await db.Connections.AsNoTracking().SingleAsync(c => c.Name == name);
    }

    public async Task<IReadOnlyList<OutgoingEvent>> EventsAsync()
    {
        await using var db = World.Database.Open();
        return await db.OutgoingEvents.AsNoTracking().OrderBy(e => e.OccurredUtc).ThenBy(e => e.SubjectId).ThenBy(e => e.Occasion).ToListAsync();
    }

    /// <summary>A message to the guest of this booking leaves by WhatsApp and comes as far as said; its delivery.</summary>
    public async Task<Guid> MessageAsync(string reservation, string text, params DeliveryStatus[] steps)
    {
        var stay = await World.StayAsync(reservation);
        await using var db = World.Database.Open();
        var message = new Message
        {
            Id = World.Database.Ids.Next(), ReservationId = stay.ReservationId, StayId = stay.Id, Direction = MessageDirection.Outbound, Author = MessageAuthor.Template, Kind = MessageKinds.PreArrival,
            DedupeKey = World.Database.Ids.Next().ToString(), Body = text, State = MessageState.Sent, CreatedUtc = World.Now,
        };
        var delivery = new Delivery { Id = World.Database.Ids.Next(), MessageId = message.Id, Channel = ChannelKind.WhatsApp, Address = "+34600000001", CreatedUtc = World.Now };
        foreach (var step in steps)
        {
            delivery.Advance(step, World.Now);
        }

        db.Messages.Add(message);
        db.Deliveries.Add(delivery);
        await db.SaveChangesAsync();
        return delivery.Id;
    }

    public async Task DeliveryMovesAsync(Guid id, DeliveryStatus to)
    {
        await using var db = World.Database.Open();
        (await db.Deliveries.SingleAsync(d => d.Id == id)).Advance(to, World.Now);
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => World.DisposeAsync();

    private sealed class Program(OutgoingWorld world) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string Header(string name) => string.Join(' ', request.Headers.GetValues(name));
            var heard = new Heard(request.RequestUri!, Header("webhook-id"), Header("webhook-timestamp"), Header("webhook-signature"), await request.Content!.ReadAsStringAsync(cancellationToken));
            lock (world.Heard)
            {
                world.Heard.Add(heard);
            }

            var answer = await world.Answers(heard);
            if (answer.IsSuccessStatusCode)
            {
                lock (world.Heard)
                {
                    world.Taken.Add(heard.Type);
                }
            }

            return answer;
        }
    }
}
