namespace Cendra.Messaging.Twilio;

/// <summary>One operation of Twilio's API: its name in logs and messages (a path holds ids, a query an address), and whether it changes something.</summary>
internal sealed record TwilioOperation(string Name, bool Changes)
{
    public static readonly HttpRequestOptionsKey<TwilioOperation> Key = new("Cendra.TwilioOperation");

    public static readonly TwilioOperation SendMessage = new("send message", Changes: true);
    public static readonly TwilioOperation ListMessages = new("list messages", Changes: false);
    public static readonly TwilioOperation GetMessage = new("get message", Changes: false);
    public static readonly TwilioOperation RedactMessage = new("redact message", Changes: true);
    public static readonly TwilioOperation ShowTyping = new("show typing", Changes: true);
    public static readonly TwilioOperation ListFiles = new("list files", Changes: false);
    public static readonly TwilioOperation FetchFile = new("fetch file", Changes: false);
    public static readonly TwilioOperation DeleteFile = new("delete file", Changes: true);
    public static readonly TwilioOperation CreateContent = new("create content", Changes: true);
    public static readonly TwilioOperation ListContent = new("list content", Changes: false);
    public static readonly TwilioOperation RequestApproval = new("request approval", Changes: true);
}
