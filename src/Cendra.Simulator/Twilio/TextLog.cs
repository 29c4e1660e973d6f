using Cendra.Simulator.Locks;
using Cendra.Simulator.State;

namespace Cendra.Simulator.Twilio;

/// <summary>Every message that Twilio keeps, both ways, by its SID.</summary>
internal sealed class TextLog(World world)
{
    private readonly Dictionary<string, TextState> bySid = world.State.Twilio.Texts.ToDictionary(text => text.Sid);

    /// <summary>The newest first.</summary>
    public IEnumerable<TextState> Newest => world.State.Twilio.Texts.AsEnumerable().Reverse();

    public TextState? Find(string sid) => bySid.GetValueOrDefault(sid);

    public void Add(TextState text)
    {
        world.State.Twilio.Texts.Add(text);
        bySid.Add(text.Sid, text);
    }
}
