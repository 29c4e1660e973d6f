using Cendra.Simulator.Locks;
using Cendra.Simulator.State;
using Cendra.Simulator.Wire;

namespace Cendra.Simulator.Twilio;

/// <summary>/2010-04-01/Accounts/{sid}/Messages: send, list, look at one, take its text away.</summary>
internal sealed class MessageRoutes(World world, TwilioAccount account, TextLog log, MessageLife life)
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
