using System.Text.Json.Nodes;
using Cendra.Simulator.State;
using Cendra.Simulator.Webhooks;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Locks;

/// <summary>The state together with its ids and its event log. Whoever holds it holds the world's lock.</summary>
internal sealed class World(WorldState state, IdMaker ids, WebhookQueue webhooks, int eventsKept)
{
    private readonly Dictionary<string, DoorState> doors = state.Doors.ToDictionary(door => door.DeviceId);

    public WorldState State => state;

    public IdMaker Ids => ids;

    public DateTimeOffset NowUtc => state.NowUtc;

    public bool IsAccountConnected => state.AccountLostAtUtc is null;

    public DoorState? FindDoor(string? deviceId) => deviceId is null ? null : doors.GetValueOrDefault(deviceId);

    public void AddDoor(DoorState door)
    {
        state.Doors.Add(door);
        doors.Add(door.DeviceId, door);
    }

    /// <exception cref="KeyNotFoundException">There is no such door.</exception>
    public DoorState Door(string deviceId) => FindDoor(deviceId) ?? throw new KeyNotFoundException($"No door {deviceId}");

    public CodeState? FindCode(string? accessCodeId) => state.Codes.Find(code => code.AccessCodeId == accessCodeId);

    public IEnumerable<CodeState> CodesOf(DoorState door) => state.Codes.Where(code => code.DeviceId == door.DeviceId);

    /// <summary>Whether Seam can talk to the lock now.</summary>
    public bool CanReach(DoorState door) => door.IsOnline && IsAccountConnected;

    public string AccountOf(DoorState door)
    {
        var provider = door.Options.Brand.Provider;
        if (!state.Accounts.TryGetValue(provider, out var account))
        {
            account = ids.NewId();
            state.Accounts[provider] = account;
        }

        return account;
    }

    public void EmitForCode(string eventType, CodeState code, JsonObject? more = null)
    {
        var door = Door(code.DeviceId);
        var body = new JsonObject { ["access_code_id"] = code.AccessCodeId };
        Emit(eventType, new Subject(door.DeviceId, code.AccessCodeId, AccountOf(door)), With(body, more), occurredAtUtc: null);
    }

    public void EmitForDoor(string eventType, DoorState door, JsonObject? more = null, DateTimeOffset? occurredAtUtc = null)
    {
        var codeId = more?["access_code_id"]?.GetValue<string>();
        Emit(eventType, new Subject(door.DeviceId, codeId, AccountOf(door)), more ?? [], occurredAtUtc);
    }

    public void EmitForAccount(string eventType, string accountId, JsonObject? more = null) =>
        Emit(eventType, new Subject(null, null, accountId), more ?? [], occurredAtUtc: null);

    private static JsonObject With(JsonObject body, JsonObject? more)
    {
        foreach (var (name, value) in more ?? [])
        {
            body[name] = value?.DeepClone();
        }

        return body;
    }

    private void Emit(string eventType, Subject subject, JsonObject more, DateTimeOffset? occurredAtUtc)
    {
        var eventId = ids.NewId();
        var body = new JsonObject
        {
            ["event_id"] = eventId,
            ["event_type"] = eventType,
            ["workspace_id"] = state.WorkspaceId,
            ["created_at"] = WireTime.Write(NowUtc),
            ["occurred_at"] = WireTime.Write(occurredAtUtc ?? NowUtc),
        };
        if (subject.DeviceId is not null)
        {
            body["device_id"] = subject.DeviceId;
        }

        body["connected_account_id"] = subject.AccountId;
        var record = new EventState
        {
            EventId = eventId,
            EventType = eventType,
            CreatedAtUtc = NowUtc,
            DeviceId = subject.DeviceId,
            AccessCodeId = subject.AccessCodeId,
            ConnectedAccountId = subject.AccountId,
            Body = With(body, more).ToJsonString(WireJson.Compact),
        };
        state.Events.Add(record);
        if (state.Events.Count > eventsKept)
        {
            state.Events.RemoveAt(0);
        }

        webhooks.Enqueue(record, NowUtc);
    }

    private sealed record Subject(string? DeviceId, string? AccessCodeId, string AccountId);
}
