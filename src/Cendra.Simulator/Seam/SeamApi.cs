using Cendra.Simulator.Locks;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Seam;

/// <summary>Seam's conventions around every call: key, route, method, content type, JSON; then the operation.</summary>
internal sealed class SeamApi
{
    private static readonly string[] Read = ["GET", "POST"];
    private static readonly string[] Create = ["POST"];
    private static readonly string[] Update = ["POST", "PATCH", "PUT"];
    private static readonly string[] Delete = ["POST", "DELETE"];
    private readonly World world;
    private readonly string apiKey;
    private readonly AccessCodeWrites writes;
    private readonly Dictionary<string, (string[] Methods, Func<WireArguments, SimResponse> Answer)> routes;

    public SeamApi(World world, CodeLife life, CodeTimes times, Keypad keypad, string apiKey)
    {
        this.world = world;
        this.apiKey = apiKey;
        var attempts = new AttemptLog(world);
        var codes = new AccessCodeRoutes(world);
        var devices = new DeviceRoutes(world, attempts, keypad);
        var events = new EventRoutes(world);
        var accounts = new AccountRoutes(world);
        Webhooks = new WebhookRoutes(world);
        writes = new AccessCodeWrites(world, life, new CodeUpdates(world, life, times), attempts);
        routes = new Dictionary<string, (string[] Methods, Func<WireArguments, SimResponse> Answer)>
        {
            ["/devices/list"] = (Read, devices.ListDevices),
            ["/devices/get"] = (Read, devices.GetDevice),
            ["/locks/list"] = (Read, devices.ListLocks),
            ["/locks/get"] = (Read, devices.GetLock),
            ["/locks/unlock_door"] = (Create, devices.Unlock),
            ["/locks/lock_door"] = (Create, devices.LockDoor),
            ["/access_codes/create"] = (Create, writes.Create),
            ["/access_codes/update"] = (Update, writes.Update),
            ["/access_codes/delete"] = (Delete, writes.Delete),
            ["/access_codes/pull_backup_access_code"] = (Create, writes.PullBackup),
            ["/access_codes/get"] = (Read, codes.Get),
            ["/access_codes/list"] = (Read, codes.List),
            ["/access_codes/generate_code"] = (Read, codes.Generate),
            ["/access_codes/unmanaged/get"] = (Read, codes.GetUnmanaged),
            ["/access_codes/unmanaged/list"] = (Read, codes.ListUnmanaged),
            ["/access_codes/unmanaged/delete"] = (Delete, writes.DeleteUnmanaged),
            ["/events/list"] = (Read, events.List),
            ["/events/get"] = (Read, events.Get),
            ["/webhooks/create"] = (Create, Webhooks.Create),
            ["/webhooks/get"] = (Read, Webhooks.Get),
            ["/webhooks/list"] = (Read, _ => Webhooks.List()),
            ["/webhooks/delete"] = (Delete, Webhooks.Delete),
            ["/action_attempts/get"] = (Read, attempts.Get),
            ["/connected_accounts/list"] = (Read, accounts.List),
            ["/workspaces/get"] = (Read, _ => accounts.Workspace()),
        };
    }

    public WebhookRoutes Webhooks { get; }

    public int CodesCreated => writes.Created;

    public SimResponse Answer(SimRequest request)
    {
        var path = request.Path;
        if (world.State.Outage.Contains("*") || world.State.Outage.Contains(path))
        {
            return new SimResponse { Status = 503 };
        }

        if (Unauthorized(request) is { } refusal)
        {
            return refusal;
        }

        if (!routes.TryGetValue(path, out var route))
        {
            return WireJson.Text(404, "404");
        }

        if (!route.Methods.Contains(request.Method))
        {
            var accepted = string.Join(", ", route.Methods);
            return SeamErrors.Error(405, "method_not_allowed", $"only {accepted} accepted");
        }

        if (request.Method != "GET" && request.Header("Content-Type")?.Contains("application/json", StringComparison.OrdinalIgnoreCase) != true)
        {
            return SeamErrors.Error(400, "invalid_content_type", $"{request.Method} requests must have Content-Type header with \"application/json\"");
        }

        return WireArguments.Read(request) is { } arguments ? route.Answer(arguments) : WireJson.Text(400, "Invalid JSON");
    }

    private SimResponse? Unauthorized(SimRequest request) => request.Header("Authorization") switch
    {
        null or "" => SeamErrors.Unauthorized("No Authorization header"),
        var header when header == "Bearer " + apiKey => null,
        _ => SeamErrors.Unauthorized("API Key not found"),
    };
}
