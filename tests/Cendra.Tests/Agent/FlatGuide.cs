namespace Cendra.Tests.Agent;

/// <summary>What a host of one flat with a pool, a gym and a sauna in the house would have written, one article a matter. Written after the messages that were looked at, and before any that is held out.</summary>
internal static class FlatGuide
{
    public static readonly IReadOnlyList<(string Matter, string Topic, string Question, string Answer)> Articles =
    [
        ("wifi", "wifi", "What is the Wi-Fi?", "The network is CasaBorn. It reaches the pool and the terrace, and has no limit. The password is on the fridge."),
        ("parking", "parking", "Where can we park the car?", "The garage under the house is open all night and costs 18 EUR a day, motorbikes 9 EUR. Take any space marked B. On the street it is free from Friday evening to Monday morning."),
        ("check-in", "check-in-time", "When is check-in?", "Check-in is from 16:00 on, at any hour of the night. You let yourselves in."),
        ("check-out", "check-out-time", "When is check-out?", "Check-out is until 11:00. Leave the keys on the table and pull the door shut."),
        ("address", "address", "What is the address and how do we get there?", "Carrer de la Princesa 21. From the metro Jaume I it is four minutes on foot."),
        ("luggage", "luggage", "Can we leave our luggage?", "Before check-in and after check-out bags can stay in the locked room beside the entrance."),
        ("pool", "pool", "Is there a swimming pool?", "The pool is on the roof, open from 9:00 to 21:00, free for guests. Towels are in the basket beside it."),
        ("spa", "spa", "Is there a sauna or spa?", "The sauna is beside the pool, open from 17:00 to 21:00. Massages and treatments are given by Ana on the first floor, an hour is 60 EUR."),
        ("gym", "gym", "Is there a gym?", "The gym is in the basement, open day and night: two treadmills, a bicycle and weights."),
        ("pets", "pets", "Are pets allowed?", "One dog or cat is welcome for 15 EUR a stay. Not in the pool, please."),
        ("restaurant", "restaurants", "Is there a restaurant nearby?", "The restaurant on the ground floor opens from 7:30 for breakfast, from 13:00 for lunch and from 20:00 for dinner, with dishes for vegetarians. Guests of the house get a tenth off."),
        ("room-service", "restaurants", "Is there room service or food delivery?", "There is no room service of our own; the restaurant brings food to the door until 23:00. The menu hangs in the kitchen."),
        ("breakfast", "breakfast", "Is there breakfast?", "There is coffee and jam in the kitchen; fresh bread is at the bakery next door from 6:30."),
        ("cleaning", "cleaning", "When is the flat cleaned?", "It is cleaned before you come and on Wednesdays between 10:00 and 12:00 in longer stays. Hoover and mop are in the cupboard of the hall."),
        ("accessibility", "accessibility", "Is the flat accessible for wheelchairs?", "There is a ramp at the entrance and a wide lift. The bathroom has a step of three centimetres and a handle by the shower."),
        ("bathroom", "bathroom", "What is in the bathroom?", "There is one bathroom with shower and bath tub, a toilet apart, hairdryer, soap and shampoo."),
        ("kitchen", "kitchen", "What is in the kitchen?", "Fridge, oven, dishwasher, coffee machine, kettle, pans and plates for six."),
        ("television", "television", "Does the TV have cable channels?", "The television has cable with channels in six languages and Netflix with your own account."),
        ("washing", "washing", "Is there a washing machine or an iron?", "The washing machine is in the bathroom, iron and board are behind the door of the bedroom."),
        ("towels", "towels", "Are there towels and bed linen?", "Two towels for each guest and fresh bed linen; blankets and pillows are in the wardrobe."),
        ("air-conditioning", "air-conditioning", "Is there air conditioning?", "In both bedrooms and the living room; the remote control hangs on the wall."),
        ("heating", "heating", "How does the heating work?", "Turn the wheel at the radiator to 3. It takes half an hour."),
        ("balcony", "balcony", "Is there a balcony?", "A small one with two chairs. No barbecue, please."),
        ("smoking", "smoking", "May we smoke?", "On the balcony only."),
        ("noise", "noise", "When are quiet hours?", "From 22:00 to 8:00."),
        ("rubbish", "rubbish", "Where does the rubbish go?", "The bins stand in the street to the left: yellow for plastic, blue for paper."),
        ("crib", "crib", "Is there a cot?", "A cot and a high chair stand in the cupboard of the hall."),
        ("transport", "transport", "How do we get to the airport?", "Bus A1 every five minutes from Plaça Catalunya, or a taxi for about 35 EUR."),
        ("shops", "shops", "Where is a supermarket?", "At the corner, open until 22:00."),
        ("sights", "sights", "What is there to see?", "The Picasso museum is round the corner; a path for walking and running goes along the beach."),
    ];

    public static GuestWorld For(GuestWorld world)
    {
        foreach (var (_, topic, question, answer) in Articles)
        {
            world.Wrote(question, answer, topic);
        }

        return world;
    }

    /// <summary>The matter of an article by its question.</summary>
    public static string MatterOf(string question) => Articles.Single(a => a.Question == question).Matter;
}
