using System.Text.Json;

namespace Cendra.Server.Tests.Foreign;

/// <summary>
/// Seam's own fake server. It stores what it is told and answers as Seam does; its states never move by themselves and it sends no webhook, so a test says
/// what a lock did, and when the events are delivered: signed by Svix's own library.
/// </summary>
internal sealed class FakeSeam : IAsyncDisposable
{
    /// <summary>The workspace and key that the fake is born with.</summary>
    public const string Workspace = "seed_workspace_1";
    public const string Key = "seam_apikey1_token";

    /// <summary>A workspace with nothing in it, and its key.</summary>
    public const string EmptyWorkspace = "seed_workspace_2";
    public const string EmptyKey = "seam_apikey2_token";

    private const string Account = "john_connected_account_id";
    private readonly ForeignProcess _process;

    private FakeSeam(ForeignProcess process) => _process = process;

    public Uri Url => _process.Url;

    /// <summary>What is running, with versions.</summary>
    public string Versions => string.Join(", ", _process.Announcement.EnumerateObject().Select(item => $"{item.Name} {item.Value}"));

    public static async Task<FakeSeam> StartAsync() => new(await ForeignProcess.StartAsync("seam.mjs"));

    /// <summary>From now on it is this time there.</summary>
    public Task ClockAsync(DateTimeOffset nowUtc) => _process.AskAsync("clock", new { now = nowUtc.UtcDateTime.ToString("O") });

    /// <summary>A lock that takes codes.</summary>
    public Task<JsonElement> AddLockAsync(string deviceId, string type = "august_lock", string workspace = Workspace) => StoreAsync("addDevice", new
    {
        device_id = deviceId, connected_account_id = Account, device_type = type, name = deviceId, workspace_id = workspace,
        can_remotely_lock = true, can_remotely_unlock = true, can_program_online_access_codes = true, properties = new { manufacturer = type.Split('_')[0], locked = true },
    });

    /// <summary>Any function of the fake's store.</summary>
    public Task<JsonElement> StoreAsync(string call, params object[] of) => _process.AskAsync("store", new { call, of });

    /// <summary>What the fake's store holds under a name: <c>access_codes</c>, <c>webhooks</c> ...</summary>
    public async Task<IReadOnlyList<JsonElement>> RowsAsync(string of) => [.. (await _process.AskAsync("rows", new { of })).EnumerateArray()];

    /// <summary>Changes a code as a lock would.</summary>
    public Task CodeBecomesAsync(string accessCodeId, string status, params object[] errors) =>
        StoreAsync("updateAccessCode", new { access_code_id = accessCodeId, status, errors });

    /// <summary>Notes an event with what it also says; it waits for <see cref="DeliverAsync"/>.</summary>
    public Task EventAsync(string type, string deviceId, string? accessCodeId = null, object? errors = null, object? also = null)
    {
        var fields = JsonSerializer.SerializeToNode(also ?? new { })!.AsObject();
        fields["event_type"] = type;
        fields["workspace_id"] = Workspace;
        fields["device_id"] = deviceId;
        fields["connected_account_id"] = Account;
        if (accessCodeId is not null)
        {
            fields["access_code_id"] = accessCodeId;
        }

        if (errors is not null)
        {
            fields["access_code_errors"] = JsonSerializer.SerializeToNode(errors);
        }

        return StoreAsync("addEvent", fields);
    }

    /// <summary>Delivers every event since the last time to every webhook; type and status of each answer.</summary>
    public async Task<IReadOnlyList<(string Type, int Status)>> DeliverAsync() =>
        [.. (await _process.AskAsync("deliver", new { })).EnumerateArray().Select(answer => (answer.GetProperty("event_type").GetString()!, answer.GetProperty("status").GetInt32()))];

    /// <summary>Gives a webhook a secret that Svix takes; the fake's own are none.</summary>
    public Task SecretAsync(string webhookId, string secret) => _process.AskAsync("secret", new { webhook_id = webhookId, secret });

    /// <summary>From now on these operations answer 503 without a body; none = the outage is over.</summary>
    public Task OutageAsync(string workspace, params string[] paths) => StoreAsync("simulateWorkspaceOutage", workspace, new { routes = paths });

    /// <summary>The headers that Svix's library gives a body now.</summary>
    public async Task<IReadOnlyDictionary<string, string>> SignAsync(string secret, string id, string body) =>
        (await _process.AskAsync("sign", new { secret, id, body })).EnumerateObject().ToDictionary(header => header.Name, header => header.Value.GetString()!);

    /// <summary>Null when Svix's library accepts a delivery, else why not.</summary>
    public async Task<string?> RefusalAsync(string secret, IReadOnlyDictionary<string, string> headers, string body)
    {
        try
        {
            await _process.AskAsync("verify", new { secret, headers, body });
            return null;
        }
        catch (InvalidOperationException refused)
        {
            return refused.Message;
        }
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _process.DisposeAsync();
}

/// <summary>One fake for the tests of a class, started by the first that needs it.</summary>
public sealed class SharedFakeSeam : IAsyncLifetime
{
    private FakeSeam? _fake;

    internal async Task<FakeSeam> StartedAsync() => _fake ??= await FakeSeam.StartAsync();

    /// <inheritdoc />
    public Task InitializeAsync() => Task.CompletedTask;

    /// <inheritdoc />
    public async Task DisposeAsync()
    {
        if (_fake is not null)
        {
            await _fake.DisposeAsync();
        }
    }
}
