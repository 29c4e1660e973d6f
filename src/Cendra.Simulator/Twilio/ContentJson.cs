using System.Text.Json.Nodes;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>Templates as <see href="https://www.twilio.com/docs/content/content-api-resources">Twilio's Content API</see> writes them.</summary>
internal static class ContentJson
{
    private const string Root = "https://content.twilio.com/v1/";
    private const int PageSize = 50;

    public static JsonObject Write(ContentState content, TwilioAccount account)
    {
        var url = Root + "Content/" + content.Sid;
        var written = Common(content, account);
        written["url"] = url;
        written["links"] = new JsonObject
        {
            ["approval_create"] = url + "/ApprovalRequests/whatsapp",
            ["approval_fetch"] = url + "/ApprovalRequests",
        };
        return written;
    }

    public static JsonObject WithApproval(ContentState content, TwilioAccount account)
    {
        var written = Common(content, account);
        written["approval_requests"] = Approval(content, StatusOf(content));
        return written;
    }

    public static JsonObject ApprovalOf(ContentState content, TwilioAccount account) => new()
    {
        ["sid"] = content.Sid,
        ["account_sid"] = account.Sid,
        ["whatsapp"] = Approval(content, StatusOf(content)),
        ["url"] = $"{Root}Content/{content.Sid}/ApprovalRequests",
    };

    public static JsonObject Approval(ContentState content, string status) => new()
    {
        ["type"] = "whatsapp",
        ["name"] = content.ApprovedName ?? "",
        ["category"] = content.ApprovedCategory ?? "",
        ["content_type"] = TemplateText.TypeOf(TemplateText.Types(content)),
        ["status"] = status,
        ["rejection_reason"] = "",
        ["allow_category_change"] = true,
    };

    /// <summary>Everything on one page: nobody has that many templates.</summary>
    public static JsonObject List(string resource, IEnumerable<JsonObject> contents)
    {
        var url = $"{Root}{resource}?PageSize={PageSize}&Page=0";
        return new JsonObject
        {
            ["contents"] = WireJson.Array(contents),
            ["meta"] = new JsonObject
            {
                ["page"] = 0,
                ["page_size"] = PageSize,
                ["first_page_url"] = url,
                ["previous_page_url"] = null,
                ["url"] = url,
                ["next_page_url"] = null,
                ["key"] = "contents",
            },
        };
    }

    private static string StatusOf(ContentState content) => content.ApprovedName is null ? "unsubmitted" : "approved";

    private static JsonObject Common(ContentState content, TwilioAccount account) => new()
    {
        ["sid"] = content.Sid,
        ["account_sid"] = account.Sid,
        ["friendly_name"] = content.FriendlyName,
        ["language"] = content.Language,
        ["variables"] = JsonNode.Parse(content.Variables),
        ["types"] = JsonNode.Parse(content.Types),
        ["date_created"] = TwilioTime.Iso(content.CreatedAtUtc),
        ["date_updated"] = TwilioTime.Iso(content.CreatedAtUtc),
    };
}
