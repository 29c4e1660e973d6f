using Cendra.Simulator.Locks;
using Cendra.Simulator.Phones;
using Cendra.Simulator.Webhooks;

namespace Cendra.Simulator.Twilio;

/// <summary>Twilio and the phones behind it, put together. Whoever uses it holds the world's lock; only <see cref="Post"/> is used without it.</summary>
internal sealed class TwilioSide
{
    public TwilioSide(World world, SimulatorSettings settings, OutboundCall? outbound)
    {
        Account = new TwilioAccount(settings);
        Post = outbound is null ? null : new TwilioPost(outbound, Account);
        Phones = new PhoneBook(world);
        Callbacks = new CallbackQueue(world, Account, canDeliver: outbound is not null);
        Log = new TextLog(world);
        Life = new MessageLife(world, Log, Phones, Callbacks);
        Api = new TwilioApi(world, Account, Log, Phones, Life);
    }

    public TwilioAccount Account { get; }

    /// <summary>Null: nothing is delivered.</summary>
    public TwilioPost? Post { get; }

    public PhoneBook Phones { get; }

    public CallbackQueue Callbacks { get; }

    public TextLog Log { get; }

    public MessageLife Life { get; }

    public TwilioApi Api { get; }
}
