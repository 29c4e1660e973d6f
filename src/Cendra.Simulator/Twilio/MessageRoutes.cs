using System.Text.Json.Nodes;
using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>/2010-04-01/Accounts/{sid}/Messages: send, list, look at one, take its text away.</summary>
internal sealed class MessageRoutes(World world, TwilioAccount account, TextLog log, PhoneBook phones, MessageLife life)
{
    /// <summary>How many sends took effect since this object was made.</summary>
    public int Accepted { get; private set; }

    public SimResponse Send(SimRequest request)
    {
        var state = world.State.Twilio;
        if (state.TooMany > 0)
        {
            state.TooMany--;
            return TwilioErrors.TooMany();
        }

        var (message, refusal) = MessageRequest.Read(TwilioForm.OfBody(request), account, state.Contents);
        if (message is null)
        {
            return refusal!;
        }

        var text = life.Accept(message);
        Accepted++;
        if (state.LoseAnswers > 0)
        {
            state.LoseAnswers--;
            return new SimResponse { Status = 504, IsLost = true };
        }

        return WireJson.Answer(201, MessageJson.Write(text, account));
    }

    public SimResponse List(SimRequest request) => MessageList.Answer(log.Newest, TwilioForm.OfQuery(request), account);

    public SimResponse Get(string sid, string path) => Of(sid, path, _ => { });

    /// <summary>An empty Body takes the text away; nothing else of a message can be changed.</summary>
    public SimResponse Update(string sid, string path, SimRequest request) => TwilioForm.OfBody(request).Has("Body")
        ? TwilioErrors.Invalid("Body may only be emptied")
        : Of(sid, path, text =>
        {
            text.IsRedacted = true;
            text.UpdatedAtUtc = world.NowUtc;
        });

    /// <summary>The sender sees that somebody types, and that the message was read.</summary>
    public SimResponse ShowTyping(SimRequest request)
    {
        var form = TwilioForm.OfBody(request);
        if (form.Text("channel") != PhoneChannels.WhatsApp || log.Find(form.Text("messageId")) is not { Direction: "inbound" } text || PhoneAddress.ChannelOf(text.From) != PhoneChannels.WhatsApp)
        {
            return TwilioErrors.Invalid("channel must be whatsapp and messageId a message that came by it");
        }

        phones.MarkSeen(text);
        return WireJson.Answer(200, new JsonObject { ["success"] = true });
    }

    /// <summary>The files of one message; one at most.</summary>
    public SimResponse Files(string sid, string path) => log.Find(sid) is not { } text ? TwilioErrors.NotFound(path) : WireJson.Answer(200, new JsonObject
    {
        ["media_list"] = new JsonArray(text.File is not { } file ? [] : [new JsonObject
        {
            ["account_sid"] = account.Sid, ["content_type"] = file.ContentType, ["parent_sid"] = sid, ["sid"] = file.Sid, ["uri"] = $"{account.MessagesUri}/{sid}/Media/{file.Sid}.json",
            ["date_created"] = TwilioTime.Rfc2822(text.CreatedAtUtc), ["date_updated"] = TwilioTime.Rfc2822(text.CreatedAtUtc),
        }]),
        ["next_page_uri"] = null, ["page"] = 0, ["page_size"] = 50, ["uri"] = $"{account.MessagesUri}/{sid}/Media.json",
    });

    /// <summary>The bytes of one file, or where they are.</summary>
    public SimResponse File(string sid, string fileSid, string path)
    {
        if (log.Find(sid)?.File is not { } file || file.Sid != fileSid)
        {
            return TwilioErrors.NotFound(path);
        }

        if (!world.State.Twilio.FilesElsewhere)
        {
            return new SimResponse { Status = 200, ContentType = file.ContentType, Body = file.Content };
        }

        var answer = new SimResponse { Status = 307 };
        answer.Headers["Location"] = $"https://media.twilio.example{TwilioApi.Store}{sid}/{fileSid}";
        return answer;
    }

    /// <summary>What the store of files answers, which asks for no credentials and takes none.</summary>
    public SimResponse Stored(SimRequest request) => request.Headers.ContainsKey("Authorization") || request.Path[TwilioApi.Store.Length..].Split('/') is not [var sid, var fileSid] || log.Find(sid)?.File is not { } file || file.Sid != fileSid
        ? new SimResponse { Status = 403 }
        : new SimResponse { Status = 200, ContentType = file.ContentType, Body = file.Content };

    public SimResponse DeleteFile(string sid, string fileSid, string path)
    {
        if (log.Find(sid) is not { File: { } file } text || file.Sid != fileSid)
        {
            return TwilioErrors.NotFound(path);
        }

        text.File = null;
        return new SimResponse { Status = 204 };
    }

    private SimResponse Of(string sid, string path, Action<TextState> change)
    {
        if (log.Find(sid) is not { } text)
        {
            return TwilioErrors.NotFound(path);
        }

        change(text);
        return WireJson.Answer(200, MessageJson.Write(text, account));
    }
}
