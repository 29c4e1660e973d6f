using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>/v1/Content: templates and their approval, which is granted at once.</summary>
internal sealed class ContentRoutes(World world, TwilioAccount account)
{
    private List<ContentState> Contents => world.State.Twilio.Contents;

    public SimResponse Create(SimRequest request)
    {
        if (WireArguments.Read(request) is not { } given || given.Node("types") is not JsonObject types || TemplateText.BodyOf(types) is not { Length: > 0 })
        {
            return TwilioErrors.Invalid("types must hold twilio/text or twilio/quick-reply with a body");
        }

        if (given.Text("language") is not { Length: > 0 } language)
        {
            return TwilioErrors.Invalid("language is required");
        }

        var content = new ContentState
        {
            Sid = world.Ids.NewSid("HX"),
            FriendlyName = given.Text("friendly_name") ?? "",
            Language = language,
            Variables = (given.Node("variables") as JsonObject ?? []).ToJsonString(WireJson.Compact),
            Types = types.ToJsonString(WireJson.Compact),
            CreatedAtUtc = world.NowUtc,
        };
        Contents.Add(content);
        return WireJson.Answer(201, ContentJson.Write(content, account));
    }

    public SimResponse List() => WireJson.Answer(200, ContentJson.List("Content", Contents.Select(one => ContentJson.Write(one, account))));

    public SimResponse ListWithApprovals() =>
        WireJson.Answer(200, ContentJson.List("ContentAndApprovals", Contents.Select(one => ContentJson.WithApproval(one, account))));

    public SimResponse Get(string sid, string path) => Of(sid, path, content => WireJson.Answer(200, ContentJson.Write(content, account)));

    public SimResponse Approval(string sid, string path) => Of(sid, path, content => WireJson.Answer(200, ContentJson.ApprovalOf(content, account)));

    /// <summary>Answers "received", as Twilio does; whoever asks after that sees it approved.</summary>
    public SimResponse Approve(string sid, string path, SimRequest request) => Of(sid, path, content =>
    {
        if (WireArguments.Read(request) is not { } given || given.Text("name") is not { Length: > 0 } name || given.Text("category") is not { Length: > 0 } category)
        {
            return TwilioErrors.Invalid("name and category are required");
        }

        content.ApprovedName = name;
        content.ApprovedCategory = category;
        return WireJson.Answer(201, ContentJson.Approval(content, "received"));
    });

    private SimResponse Of(string sid, string path, Func<ContentState, SimResponse> answer) =>
        Contents.Find(one => one.Sid == sid) is { } content ? answer(content) : TwilioErrors.NotFound(path);
}
