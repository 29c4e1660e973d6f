extern alias simulator;

using System.Text;
using System.Text.Json;
using Cendra.Messaging.Twilio;
using Cendra.Messaging.WhatsApp;
using simulator::Cendra.Simulator;

namespace Cendra.Server.Rehearsal.Play;

/// <summary>The made-up keys, numbers and addresses of a played house, as configuration names them.</summary>
internal static class PlaySettings
{
    /// <summary>Where the house would be reached.</summary>
    public const string OwnUrl = "https://cendra.test";

    /// <summary>The connection of the pretended PMS.</summary>
    public const string Pms = "play";

    private const string SeamKey = "seam_play_key";
    private const string TwilioToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    /// <summary>With what the pretended PMS signs.</summary>
    public static readonly string PmsSecret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the played PMS signs with these."));

    /// <summary>With what the pretended Seam signs.</summary>
    public static readonly string SeamSecret = "whsec_" + Convert.ToBase64String(Encoding.ASCII.GetBytes("the played Seam signs with these"));

    /// <summary>The virtual world's side of the keys; in memory only.</summary>
    public static SimulatorSettings OfSimulator() => new()
    {
        ControlKey = "play", SeamApiKey = SeamKey, TwilioAccountSid = RehearsalPhones.Account, TwilioAuthToken = TwilioToken, TwilioWhatsAppFrom = RehearsalPhones.House,
        TwilioSmsFrom = RehearsalPhones.House, EventsKept = 2000,
    };

    /// <summary>The server's side.</summary>
    public static Dictionary<string, string?> Of(string folder, string? prompts) => new()
    {
        ["Data:Folder"] = Path.Combine(folder, "data"), ["Keys:Folder"] = Path.Combine(folder, "keys"), ["Prompts:Folder"] = prompts,
        ["Seam:BaseUrl"] = "http://seam.test", ["Seam:ApiKey"] = SeamKey, ["Seam:WebhookSecret"] = SeamSecret, ["Seam:RetryDelay"] = "00:00:00",
        ["Twilio:BaseUrl"] = "http://twilio.test", ["Twilio:ContentBaseUrl"] = "http://twilio.test", ["Twilio:MessagingBaseUrl"] = "http://twilio.test", ["Twilio:AccountSid"] = RehearsalPhones.Account, ["Twilio:AuthToken"] = TwilioToken,
        ["Twilio:WhatsAppFrom"] = RehearsalPhones.House, ["Twilio:SmsFrom"] = RehearsalPhones.House, ["Twilio:RetryDelay"] = "00:00:00",
        [$"Pms:Connections:{Pms}:Kind"] = "Signed", [$"Pms:Connections:{Pms}:Secret"] = PmsSecret,
        ["Server:PublicUrl"] = OwnUrl, ["Outbound:Live"] = "true", ["Hosts:Notify:Name"] = RehearsalPhones.HostName, ["Hosts:Notify:Phone"] = RehearsalPhones.Host,
    };

    /// <summary>What makes the house one that has this mailbox. Nobody ever connects to its servers.</summary>
    public static Dictionary<string, string?> OfMailbox(string address) => new()
    {
        ["Email:Imap:Host"] = "127.0.0.1", ["Email:Imap:Security"] = "None", ["Email:Imap:User"] = address, ["Email:Imap:Password"] = "none", ["Email:Smtp:Host"] = "127.0.0.1", ["Email:Smtp:Security"] = "None",
        ["Email:From"] = address, ["Email:TrustedAuthServId"] = PlayMails.Server,
    };

    /// <summary>Has every text approved, as an owner does once, and notes the ids.</summary>
    public static async Task ApproveTextsAsync(IServiceProvider services, Dictionary<string, string?> settings, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var (twilio, texts) = (scope.ServiceProvider.GetRequiredService<TwilioClient>(), services.GetRequiredService<MessageTexts>());
        foreach (var template in TemplateKind.All.SelectMany(kind => texts.Languages(kind).Select(language => texts.Template(kind, language))))
        {
            settings[$"{TwilioOptions.Section}:Templates:{template.Kind}:{template.Language}"] = await twilio.CreateContentAsync(template.Content, ct);
        }
    }

    /// <summary>A booking as the generic webhook says it.</summary>
    public static string Body(PlayBooking booking) => JsonSerializer.Serialize(
        booking.Status == "deleted"
            ? (object)new { type = "reservation.deleted", reservation = new { externalId = booking.Id, version = booking.Version } }
            : new
            {
                type = "reservation.upserted",
                reservation = new
                {
                    externalId = booking.Id, version = booking.Version, listingExternalId = booking.Listing, status = booking.Status, checkIn = booking.CheckIn, checkOut = booking.CheckOut,
                    checkInTime = booking.CheckInTime?.ToString("HH:mm", null), checkOutTime = booking.CheckOutTime?.ToString("HH:mm", null),
                    guest = new { name = booking.Guest, phone = booking.Phone.Length > 0 ? booking.Phone : null, email = booking.Email, language = booking.Language }, guests = 2,
                },
            }, Camel);
}
