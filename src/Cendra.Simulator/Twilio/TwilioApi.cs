using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>Twilio's conventions around every call: the account is there, is up, knows the caller; then the operation.</summary>
internal sealed class TwilioApi(World world, TwilioAccount account, TextLog log, PhoneBook phones, MessageLife life)
{
    /// <summary>Where files lie, at another host.</summary>
    public const string Store = "/twilio-files/";

    private const string Typing = "/v2/Indicators/Typing.json";

    private readonly ContentRoutes contents = new(world, account);
    private readonly DateTimeOffset openedAtUtc = world.State.CreatedAtUtc;

    public MessageRoutes Messages { get; } = new(world, account, log, phones, life);

    /// <summary>Whether a path is Twilio's.</summary>
    public static bool Has(string path) => IsMessages(path) || path.StartsWith(Store, StringComparison.Ordinal) || path.StartsWith("/v1/Content", StringComparison.Ordinal) || path == Typing;

    public SimResponse Answer(SimRequest request)
    {
        var answer = Route(request);
        answer.Headers["Twilio-Request-Id"] = world.Ids.NewSid("RQ");
        return answer;
    }

    private static bool IsMessages(string path) => path.StartsWith($"/{TwilioAccount.ApiVersion}/", StringComparison.Ordinal);

    private SimResponse Route(SimRequest request)
    {
        if (!account.IsOpen)
        {
            return TwilioErrors.NotFound(request.Path);
        }

        if (world.State.Twilio.Outage && IsMessages(request.Path))
        {
            return TwilioErrors.Unavailable();
        }

        if (request.Path.StartsWith(Store, StringComparison.Ordinal))
        {
            return Messages.Stored(request);
        }

        if (!account.Knows(request))
        {
            return TwilioErrors.Unauthorized();
        }

        if (request.Path == Typing)
        {
            return request.Method == "POST" ? Messages.ShowTyping(request) : TwilioErrors.MethodNotAllowed();
        }

        var parts = request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts is [TwilioAccount.ApiVersion, "Accounts", ..] ? RouteAccount(request, parts[2..]) : RouteContent(request, parts[1..]);
    }

    private SimResponse RouteAccount(SimRequest request, string[] parts) => (request.Method, parts) switch
    {
        ("GET", [var sid]) when sid == account.Sid + ".json" => Account(),
        (_, [var sid, ..]) when sid != account.Sid => TwilioErrors.NotFound(request.Path),
        ("POST", [_, "Messages.json"]) => Messages.Send(request),
        ("GET", [_, "Messages.json"]) => Messages.List(request),
        ("GET", [_, "Messages", var name]) when SidOf(name) is { } sid => Messages.Get(sid, request.Path),
        ("POST", [_, "Messages", var name]) when SidOf(name) is { } sid => Messages.Update(sid, request.Path, request),
        ("GET", [_, "Messages", var sid, "Media.json"]) => Messages.Files(sid, request.Path),
        ("GET", [_, "Messages", var sid, "Media", var file]) => Messages.File(sid, file, request.Path),
        ("DELETE", [_, "Messages", var sid, "Media", var name]) when SidOf(name) is { } file => Messages.DeleteFile(sid, file, request.Path),
        (_, [_, "Messages.json"] or [_, "Messages", _]) => TwilioErrors.MethodNotAllowed(),
        _ => TwilioErrors.NotFound(request.Path),
    };

    private SimResponse RouteContent(SimRequest request, string[] parts) => (request.Method, parts) switch
    {
        ("POST", ["Content"]) => contents.Create(request),
        ("GET", ["Content"]) => contents.List(),
        ("GET", ["ContentAndApprovals"]) => contents.ListWithApprovals(),
        ("GET", ["Content", var sid]) => contents.Get(sid, request.Path),
        ("GET", ["Content", var sid, "ApprovalRequests"]) => contents.Approval(sid, request.Path),
        ("POST", ["Content", var sid, "ApprovalRequests", "whatsapp"]) => contents.Approve(sid, request.Path, request),
        (_, ["Content" or "ContentAndApprovals"]) => TwilioErrors.MethodNotAllowed(),
        _ => TwilioErrors.NotFound(request.Path),
    };

    private static string? SidOf(string name) => name.EndsWith(".json", StringComparison.Ordinal) ? name[..^".json".Length] : null;

    private SimResponse Account() => WireJson.Answer(200, new JsonObject
    {
        ["sid"] = account.Sid,
        ["owner_account_sid"] = account.Sid,
        ["friendly_name"] = "Simulated account",
        ["status"] = "active",
        ["type"] = "Full",
        ["date_created"] = TwilioTime.Rfc2822(openedAtUtc),
        ["date_updated"] = TwilioTime.Rfc2822(openedAtUtc),
        ["uri"] = $"/{TwilioAccount.ApiVersion}/Accounts/{account.Sid}.json",
    });
}
