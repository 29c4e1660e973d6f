using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Cendra.Domain.Portfolio;
using Cendra.Domain.Time;
using Cendra.Simulator.Locks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Cendra.Server.Tests.Service;

/// <summary>A booking system that offers its reservations at an address, and the house "Born 9" behind "flat" that lives from it.</summary>
internal sealed class ListedHouse
{
    public const string Name = "house-list";
    public static readonly string Secret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the secret of the list's hints"));
    private readonly Dictionary<string, JsonObject> _bookings = new(StringComparer.Ordinal);
    private string? _frozen;
    private int _version;

    /// <summary>It answers nothing but 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>Done after each answer about one booking was made and before it arrives.</summary>
    public Action? AfterAnswer { get; set; }

    /// <summary>The ids that it was asked for one by one, in order.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public void Has(string id, string from, string until, string status = "confirmed") => _bookings[id] = new JsonObject
    {
        ["externalId"] = id, ["version"] = ++_version, ["listingExternalId"] = "Born 9", ["status"] = status, ["checkIn"] = from, ["checkOut"] = until,
        ["guest"] = new JsonObject { ["name"] = "Lucía Fernández", ["phone"] = HousePhones.Guest, ["language"] = "es" },
    };

    /// <summary>Its list shows from now on what it shows now; asked for one booking it says what is.</summary>
    public void ListLags() => _frozen = List();

    public static async Task<(ServiceWorld World, ListedHouse List)> OpenAsync(Action<ListedHouse> prepare, WorldOptions? options = null, int sendLeadMinutes = 1500)
    {
        var list = new ListedHouse();
        prepare(list);
        options ??= new WorldOptions();
        options = options with
        {
            Phones = true, Polls = true,
            Settings = new Dictionary<string, string>(options.Settings)
            {
                [$"Pms:Connections:{Name}:Kind"] = "List", [$"Pms:Connections:{Name}:Url"] = Wire.ListUrl + "/reservations", [$"Pms:Connections:{Name}:Secret"] = Secret,
            },
        };
        var world = await ServiceWorld.OpenAsync(options);
        world.Wire.PlaysList = list.Answer;
        await world.HasPropertyAsync("Born 9", ServiceWorld.Door("flat", LockBehaviour.NativeSchedule));
        await using (var db = world.Open())
        {
            var property = await db.Properties.SingleAsync();
            property.SendLeadMinutes = sendLeadMinutes;
            var connection = await db.Connections.SingleAsync(c => c.Name == Name);
            db.PropertyListings.Add(new PropertyListing { Id = world.Services.GetRequiredService<IdSource>().Next(), ConnectionId = connection.Id, ExternalId = "Born 9", PropertyId = property.Id });
            await db.SaveChangesAsync();
        }

        await world.WorkAsync();
        await world.ClockMovesAsync(TimeSpan.FromMinutes(1));
        return (world, list);
    }

    /// <summary>A rightly signed hint.</summary>
    public static SignedDelivery Hint(ServiceWorld world, string id) => HintBody(world, $$$"""{"type":"reservation.changed","reservation":{"externalId":"{{{id}}}"}}""");

    public static SignedDelivery HintBody(ServiceWorld world, string body) => world.NewDelivery(body) with { Secret = Secret, Path = $"/webhooks/pms/{Name}" };

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        var path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        if (path.Length > 1)
        {
            Asked.Enqueue(path[1]);
        }

        if (IsDown)
        {
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        }

        if (path.Length == 1)
        {
            return Json(_frozen ?? List());
        }

        var answer = _bookings.TryGetValue(path[1], out var one) ? Json(one.ToJsonString()) : new HttpResponseMessage(HttpStatusCode.NotFound);
        AfterAnswer?.Invoke();
        return answer;
    }

    private string List() => new JsonObject { ["reservations"] = new JsonArray([.. _bookings.Values.Select(b => b.DeepClone())]), ["next"] = null }.ToJsonString();

    private static HttpResponseMessage Json(string text) => new() { Content = new StringContent(text, Encoding.UTF8, "application/json") };
}
