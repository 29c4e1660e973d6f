using static Cendra.Messaging.Twilio.TwilioErrorAction;

namespace Cendra.Messaging.Twilio;

/// <summary>The rows of <see cref="TwilioErrors"/>, by what follows from them.</summary>
internal static class TwilioErrorTable
{
    public static readonly TwilioError[] Rows =
    [
        new(20429, "Too many messages at once; Twilio did not take this one.", RetryLater),
        new(14107, "Too many messages to this guest at once.", RetryLater),
        new(20500, "Twilio has an internal fault.", RetryLater),
        new(20503, "Twilio is not available.", RetryLater),
        new(21611, "Too many messages are waiting at our number.", RetryLater),
        new(30001, "Twilio's queue is full.", RetryLater),
        new(63009, "WhatsApp answered Twilio with a fault.", RetryLater),
        new(63010, "WhatsApp has an internal fault.", RetryLater),
        new(63012, "WhatsApp is not available.", RetryLater),
        new(63017, "The account sends too fast.", RetryLater),

        new(30003, "The phone is off or out of reach.", NextChannel),
        new(30005, "The number is not in use.", NextChannel),
        new(30006, "The number is a landline or its network is not reached.", NextChannel),
        new(30007, "The phone network filtered the message.", NextChannel),
        new(30008, "The phone network failed without saying why.", NextChannel),
        new(63003, "This number is not found on WhatsApp.", NextChannel),
        new(63018, "The number of guests that may be written to first is used up for now.", NextChannel),
        new(63024, "The guest is not on WhatsApp, has an old version, or has not accepted its terms.", NextChannel),
        new(63032, "WhatsApp limits messages to this guest.", NextChannel),
        new(63038, "The account's messages for today are used up.", NextChannel),

        new(63016, "The guest has not written for 24 hours: only an approved text may go.", UseTemplate),

        new(20003, "Twilio does not accept the credentials.", StopChannel),
        new(63051, "WhatsApp has locked the business account.", StopChannel),

        new(21211, "The guest's number is not a valid number.", PhoneUnusable),
        new(21604, "The guest's number is missing.", PhoneUnusable),
        new(21614, "The guest's number is not a mobile number.", PhoneUnusable),

        new(21610, "The guest has stopped messages from this number.", Suppress),
        new(63014, "The guest has blocked messages from this number.", Suppress),
        new(63033, "The guest is blocked from getting messages from this number.", Suppress),

        new(21408, "SMS to the guest's country is not switched on in the Twilio account.", ConfigurationAlert),
        new(21606, "The number we write from does not belong to the account or cannot send.", ConfigurationAlert),
        new(21608, "The Twilio account is on trial: this number is not verified there.", ConfigurationAlert),
        new(21654, "The approved text is missing from the request although values were given.", ConfigurationAlert),
        new(21655, "The id of the approved text is not valid.", ConfigurationAlert),
        new(21656, "The values for the approved text are not accepted.", ConfigurationAlert),
        new(63002, "The channel we write from is not found.", ConfigurationAlert),
        new(63007, "The number we write from is no WhatsApp sender of the account.", ConfigurationAlert),
        new(63013, "WhatsApp says that the text breaks its rules.", ConfigurationAlert),
        new(63015, "The WhatsApp sandbox does not know the guest: ask the guest to send \"join\" and its two words.", ConfigurationAlert),
        new(63019, "A file sent with the message could not be loaded.", ConfigurationAlert),
        new(63020, "WhatsApp's business account has not accepted Twilio's invitation.", ConfigurationAlert),
        new(63027, "The approved text does not exist in this language.", ConfigurationAlert),
        new(63028, "The approved text has another number of values.", ConfigurationAlert),
        new(63040, "WhatsApp rejected the approved text.", ConfigurationAlert),
        new(63041, "WhatsApp has paused the approved text.", ConfigurationAlert),
        new(63042, "WhatsApp has disabled the approved text.", ConfigurationAlert),
        new(63049, "WhatsApp took the text for advertising and did not deliver it: check its category.", ConfigurationAlert),
        new(11200, "Twilio could not reach Cendra.", ConfigurationAlert),
        new(11205, "Twilio's connection to Cendra was refused.", ConfigurationAlert),
        new(12300, "Twilio did not understand Cendra's answer.", ConfigurationAlert),

        new(20404, "Twilio does not know what Cendra asked for.", OurBug),
        new(21602, "The message had no text.", OurBug),
        new(21617, "The message was longer than 1600 characters.", OurBug),
        new(21619, "The message had neither text nor file.", OurBug),
        new(21620, "The address of a file in the message is not valid.", OurBug),
        new(63005, "WhatsApp did not accept the content of the message.", OurBug),
        new(63006, "The message could not be put into WhatsApp's form.", OurBug),
        new(63021, "WhatsApp found the content of the message invalid.", OurBug),
        new(63030, "WhatsApp does not know a field of the message.", OurBug),
        new(63034, "A file in the message is too big.", OurBug),
    ];
}
