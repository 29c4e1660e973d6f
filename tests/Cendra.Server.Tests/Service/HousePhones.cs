using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Cendra.Agent.Prompts;
using Cendra.Messaging.WhatsApp;
using Cendra.Simulator;
using Microsoft.Extensions.Configuration;

namespace Cendra.Server.Tests.Service;

/// <summary>The telephone side of the house under test: its account, its number, the host's phone, and the texts that WhatsApp has approved.</summary>
internal static class HousePhones
{
    public const string Url = "https://twilio.test";
    public const string Account = "AC0123456789abcdef0123456789abcdef";
    public const string Token = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    public const string Number = "+34910000001";

    /// <summary>The phone of whoever is called first.</summary>
    public const string Host = "+34600000999";

    /// <summary>The guest of every booking unless a test says otherwise.</summary>
    public const string Guest = "+34600000001";

    public static IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>
    {
        ["Twilio:BaseUrl"] = Url,
        ["Twilio:ContentBaseUrl"] = Url,
        ["Twilio:MessagingBaseUrl"] = Url,
        ["Twilio:AccountSid"] = Account,
        ["Twilio:AuthToken"] = Token,
        ["Twilio:WhatsAppFrom"] = Number,
        ["Twilio:SmsFrom"] = Number,
        ["Twilio:RetryDelay"] = "00:00:00",
        ["Server:PublicUrl"] = ServiceWorld.OwnUrl,
        ["Outbound:Live"] = "true",
        ["Hosts:Notify:Name"] = "Marta",
        ["Hosts:Notify:Phone"] = Host,
        ["Hosts:Notify:MorningAt"] = "off",
    };

    /// <summary>Every text as WhatsApp approved it; the configuration keys with their ids.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ApproveTemplatesAsync(SimulatorWorld doors)
    {
        using var twilio = new HttpMessageInvoker(new SimulatorHandler(new SimulatorWire(doors)));
        return await ApproveTemplatesAsync(twilio, new Uri(Url));
    }

    /// <summary>The same at another address.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> ApproveTemplatesAsync(HttpMessageInvoker twilio, Uri address)
    {
        var texts = new MessageTexts(new PromptShelf(new ConfigurationBuilder().Build()));
        var keys = new Dictionary<string, string>();
        foreach (var template in TemplateKind.All.SelectMany(kind => texts.Languages(kind).Select(language => texts.Template(kind, language))))
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/v1/Content"));
            request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Account}:{Token}")));
            request.Content = JsonContent.Create(new Dictionary<string, object>
            {
                ["friendly_name"] = template.Name, ["language"] = template.Language, ["variables"] = template.Samples,
                ["types"] = new Dictionary<string, object>
                {
                    [template.Buttons.Count > 0 ? "twilio/quick-reply" : "twilio/text"] = new { body = template.Body, actions = template.Buttons.Select(b => new { title = b.Title, id = b.Id }) },
                },
            });
            using var answer = await twilio.SendAsync(request, CancellationToken.None);
            keys[$"Twilio:Templates:{template.Kind}:{template.Language}"] = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("sid").GetString()!;
        }

        return keys;
    }
}
