/** A short text to be learned by heart. */
export const TEXT = `The tree at the end of the lane had been old before the lane was made. Every spring the children measured it with \
their arms, and every spring it took one more child to close the ring. The farmer who owned the field did not mind. He \
had measured it himself once, when his sister still lived at home and the pond was deep enough to swim in.

One autumn a wind came from the north and stayed for nine days. It took the tiles from the barn and laid them in the \
ditch, neatly, like cards. It took the washing of the widow Brandt and hung it in the orchard. On the ninth night it \
took the tree. Nobody heard it fall. In the morning there was only more sky than before, and a smell of bread and earth.

They came with saws from three villages. The wood was so hard that the blades grew hot and had to rest. A joiner asked \
for the trunk, a miller for the thick branches, and a boy of seven for the smallest twig that still had a bud on it. \
They laughed and gave it to him. He carried it home inside his shirt, where it was warm, and set it in a jar.

From the trunk the joiner made a loom for his daughter. From the branches the miller made the teeth of a wheel, and the \
wheel has not stopped since. People say that you can hear the wind in it, when the water is low and the night is long. \
The ring of the stump is wide enough for a table, and on warm evenings it is used as one.

The boy is old now. Behind his house stands a tree that he can no longer reach around, though he tries it once a year, \
in spring, when no one is looking. His arms grow shorter, he says, or the year grows wide. His granddaughter helps him. \
She takes his left hand and walks until she finds the right one, counts her steps aloud, and writes the number on the \
wall of the shed, under the others. There are sixty of them. The last ones are hers, and they lean a little to the side, \
as if a wind had come from the north.

Nobody has told her yet where the loom came from that stands by her window. She thinks that it grew there, with its roots \
under the floor, and that it will flower one day. In a way it does.
`;
